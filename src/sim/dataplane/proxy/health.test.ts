import { describe, expect, it } from 'vitest';
import { defaultSpec, type ClusterSpec } from '../../spec.ts';
import type { Sender, Trace } from '../../trace/index.ts';
import { build, prepare } from '../../world.ts';
import { existing, loadCnis, program, proxyModesWith, send } from '../index.ts';
import type { Cluster } from '../types.ts';

const plugins = await loadCnis();
const kinds = plugins.flatMap(({ name: cni }) =>
  proxyModesWith(cni).map(({ name: proxyMode }) => ({ cni, proxyMode })),
);
for (const { proxyMode } of kinds)
  await prepare({ ...defaultSpec, loadBalancer: 'cloud', proxyMode });

/** Both on node-1. */
const pods = `
apiVersion: v1
kind: Pod
metadata: {name: web-1, labels: {app: web}}
spec: {nodeName: node-1, containers: [{name: web, image: nginx}]}
---
apiVersion: v1
kind: Pod
metadata: {name: web-2, labels: {app: web}}
spec: {nodeName: node-1, containers: [{name: web, image: nginx}]}
`;
const service = (more: string) => `
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {type: LoadBalancer, selector: {app: web}, ports: [{name: http, port: 80}, {name: https, port: 443}], ${more}}
`;
const local = service('externalTrafficPolicy: Local, healthCheckNodePort: 32000');

const lan: Sender = { kind: 'host', name: 'lan-client' };
const addresses = ['192.168.0.11', '192.168.0.12'];

describe.each(kinds)('$cni with $proxyMode', (kind) => {
  const cluster = clusterWith(local, kind);

  it('says at the healthCheckNodePort of every node whether it has ready endpoints', () => {
    const [first = '', second = ''] = addresses.map((to) => answer(cluster, `http://${to}:32000/`));
    expect(first).toMatch(/^HTTP\/1\.1 200 OK\n/);
    expect(JSON.parse(first.replace(/^.*\n/, ''))).toEqual({
      service: { namespace: 'default', name: 'web' },
      // Two Pods, though each has two ports.
      localEndpoints: 2,
      serviceProxyHealthy: true,
    });
    expect(second).toMatch(/^HTTP\/1\.1 503 Service Unavailable\n/);
    expect(second).toContain('"localEndpoints": 0');
  });

  it('has no such port for a Service whose traffic may go anywhere', () => {
    const anywhere = clusterWith(service('externalTrafficPolicy: Cluster'), kind);
    const nodes = [...anywhere.namespaces.values()].filter(({ id }) => id.startsWith('node:'));
    const checks = nodes.flatMap(({ listeners }) => listeners.map(({ server }) => server));
    expect(checks).not.toContain('service-health');
  });
});

describe('kube-proxy about itself', () => {
  const nodes = (key: string) => `
apiVersion: v1
kind: Node
metadata: {name: node-1}
spec: {taints: [{key: ${key}, effect: PreferNoSchedule}]}
---
apiVersion: v1
kind: Node
metadata: {name: node-2}
---
${service('externalTrafficPolicy: Cluster')}`;

  it.each([
    ['/healthz', 'example.com/full', 'HTTP/1.1 200 OK\n{"nodeEligible":true,"healthy":true}'],
    [
      '/healthz',
      'ToBeDeletedByClusterAutoscaler',
      'HTTP/1.1 503 Service Unavailable\n{"nodeEligible":false,"healthy":true}',
    ],
    ['/livez', 'ToBeDeletedByClusterAutoscaler', 'HTTP/1.1 200 OK\n{"healthy":true}'],
    ['/metrics', 'example.com/full', 'HTTP/1.1 404 Not Found\n404 page not found'],
  ])('%s on a node with the taint %s', (path, key, expected) => {
    expect(answer(clusterWith(nodes(key)), `http://192.168.0.11:10256${path}`)).toBe(expected);
  });

  it.each([
    ['example.com/full', ['192.168.0.11', '192.168.0.12']],
    ['ToBeDeletedByClusterAutoscaler', ['192.168.0.12']],
  ])('a cloud asks it under policy Cluster: with %s it sends to %s', (key, expected) => {
    expect(balancedTo(clusterWith(nodes(key)))).toEqual(expected);
  });

  it('nobody answers for one that is not running, and the cloud turns to other nodes', () => {
    const faults = { kubeProxyDown: ['node-1'] };
    const cluster = clusterWith(service('externalTrafficPolicy: Cluster'), { faults });
    const { outcome } = ask(cluster, 'http://192.168.0.11:10256/healthz');
    expect(outcome).toMatchObject({ result: 'refused', reason: 'nothing-listens' });
    expect(balancedTo(cluster)).toEqual(['192.168.0.12']);
  });

  it('Cilium’s agent has no such port', () => {
    const cluster = clusterWith(local, { cni: 'cilium' });
    const { outcome } = ask(cluster, 'http://192.168.0.11:10256/healthz');
    expect(outcome).toMatchObject({ result: 'refused', reason: 'nothing-listens' });
  });
});

it('in nftables mode the checks answer where node ports do, at the node’s own address', () => {
  const cluster = clusterWith(local, { proxyMode: 'nftables' });
  const from: Sender = { kind: 'node', name: 'node-1' };
  const result = (to: string) => send(cluster, { from, to, attempt: 0 }).trace.outcome.result;
  expect(result('http://192.168.0.11:32000/')).toBe('delivered');
  expect(result('http://127.0.0.1:32000/')).toBe('refused');
});

it('the cloud and the node agree while a kube-proxy has not heard the news', () => {
  const { cluster } = build(`${pods}\n---\n${local}`, existing(spec({})));
  const before = build(local, existing(spec({}))).cluster;
  const seen = program(cluster.store, cluster.spec, (node) =>
    node === 'node-1' ? before.store : cluster.store,
  );
  expect(answer(seen, 'http://192.168.0.11:32000/')).toContain('"localEndpoints": 0');
  // Nobody is healthy then, so all are used.
  expect(balancedTo(seen)).toEqual(addresses);
  expect(balancedTo(cluster)).toEqual(['192.168.0.11']);
});

function spec(kind: Partial<ClusterSpec>): ClusterSpec {
  return { ...defaultSpec, loadBalancer: 'cloud', ...kind };
}

function clusterWith(text: string, kind: Partial<ClusterSpec> = {}): Cluster {
  const { cluster, problems } = build(`${pods}\n---\n${text}`, existing(spec(kind)));
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return cluster;
}

function ask(cluster: Cluster, to: string): Trace {
  return send(cluster, { from: lan, to, attempt: 0 }).trace;
}

function answer(cluster: Cluster, to: string): string {
  const { outcome } = ask(cluster, to);
  return outcome.result === 'delivered'
    ? outcome.says
    : `${outcome.result} ${outcome.reason ?? ''}`;
}

/** The nodes that the cloud's balancer sends to. */
function balancedTo({ namespaces }: Cluster): readonly string[] {
  const routes = namespaces.get('host:load-balancer')?.routes ?? [];
  const route = routes.find(({ destination }) => destination.text === '198.51.100.1/32');
  return route?.nextHops ?? (route?.via === undefined ? [] : [route.via]);
}
