import { describe, expect, it } from 'vitest';
import { build, prepare } from '../../world.ts';
import { defaultSpec, type ClusterSpec } from '../../spec.ts';
import type { Sender, Trace } from '../../trace/index.ts';
import { loadCnis, printRoute, proxyModes, proxyModesWith, send } from '../index.ts';
import type { Cluster } from '../types.ts';

const plugins = await loadCnis();
for (const { name: proxyMode } of proxyModes)
  await prepare({ ...defaultSpec, loadBalancer: 'cloud', proxyMode });

const pods = `
apiVersion: v1
kind: Pod
metadata: {name: web-2, labels: {app: web, only: two}}
spec: {nodeName: node-2, containers: [{name: web, image: nginx}]}
---
apiVersion: v1
kind: Pod
metadata: {name: web-3, labels: {app: web}}
spec: {nodeName: node-3, containers: [{name: web, image: nginx}]}
---
apiVersion: v1
kind: Pod
metadata: {name: client-1}
spec: {nodeName: node-1, containers: [{name: shell, image: busybox}]}
`;

const client: Sender = { kind: 'host', name: 'client' };
const shell: Sender = { kind: 'pod', namespace: 'default', name: 'client-1' };

const everywhere = plugins.flatMap(({ name: cni }) =>
  proxyModesWith(cni).flatMap(({ name: proxyMode }) =>
    (['cloud', 'metallb'] as const).map((loadBalancer) => ({ cni, proxyMode, loadBalancer })),
  ),
);

describe.each(everywhere)('$loadBalancer with $cni and $proxyMode', (spec) => {
  const address = spec.loadBalancer === 'cloud' ? '198.51.100.1' : '192.168.0.240';

  it('is reached from outside and from Pods, whichever endpoint answers', () => {
    const cluster = clusterWith(service('web'), spec);
    for (const from of [client, shell, { kind: 'node', name: 'node-1' }] as const)
      expect(answerers(cluster, from, `http://${address}`)).toEqual(['web-2', 'web-3']);
  });

  it('shows endpoints the client under externalTrafficPolicy Local', () => {
    const cluster = clusterWith(service('web', 'externalTrafficPolicy: Local'), spec);
    for (const trace of tries(cluster, client, `http://${address}`)) {
      expect(trace.outcome.result, tell(trace)).toBe('delivered');
      expect(sourceSeen(trace)).toBe('203.0.113.50');
    }
  });

  it('lets in whom loadBalancerSourceRanges names, and nobody else', () => {
    const more = 'loadBalancerSourceRanges: [203.0.113.0/24]';
    const cluster = clusterWith(service('web', more), spec);
    expect(answerers(cluster, client, `http://${address}`)).toEqual(['web-2', 'web-3']);
    const lan: Sender = { kind: 'host', name: 'lan-client' };
    for (const trace of tries(cluster, lan, `http://${address}`))
      expect(trace.outcome.result, tell(trace)).toBe('timed-out');
  });

  it('needs no node ports', () => {
    const cluster = clusterWith(service('web', 'allocateLoadBalancerNodePorts: false'), spec);
    expect(cluster.store.get('Service', 'default', 'web')?.spec.ports?.[0]?.nodePort).toBe(
      undefined,
    );
    expect(answerers(cluster, client, `http://${address}`)).toEqual(['web-2', 'web-3']);
  });

  it('answers at the ports of the Service alone, and loses nothing in a circle', () => {
    const cluster = clusterWith(service('web'), spec);
    const [trace] = tries(cluster, client, `tcp://${address}:9`);
    // To IPVS the address is the node's own, and KUBE-IPVS-FILTER guards the node's other ports.
    const onNode = spec.proxyMode === 'ipvs' ? 'rejected-by-rule' : 'no-neighbor';
    expect(trace?.outcome.reason, trace && tell(trace)).toBe(
      spec.loadBalancer === 'cloud' ? 'dropped-by-rule' : onNode,
    );
  });
});

describe('the balancer of a cloud', () => {
  it('sends each connection to a node by a hash, and keeps it there', () => {
    const cluster = clusterWith(service('web'));
    const traces = tries(cluster, client, 'http://198.51.100.1');
    expect(new Set(traces.flatMap(nodesEntered))).toEqual(new Set(['node-1', 'node-2', 'node-3']));
    for (const trace of traces) expect(new Set(nodesEntered(trace)).size).toBe(1);
  });

  it('leaves the answer alone: that goes past it', () => {
    const [trace] = tries(clusterWith(service('web')), client, 'http://198.51.100.1');
    const answer = trace?.legs.find(({ purpose }) => purpose === 'accept');
    const places = answer?.hops.map(({ place }) => place.netns);
    expect(places).toContain('host:router');
    expect(places).not.toContain('host:load-balancer');
    expect(answer?.hops.at(-1)?.after.source).toBe('198.51.100.1');
  });

  it.each<[what: string, more: string, routes: readonly string[]]>([
    ['all nodes', '', ['192.168.0.11', '192.168.0.12', '192.168.0.13']],
    [
      'those with a ready endpoint',
      'externalTrafficPolicy: Local',
      ['192.168.0.12', '192.168.0.13'],
    ],
    [
      'all, where none passes the health check',
      'externalTrafficPolicy: Local, selector: {app: nobody}',
      ['192.168.0.11', '192.168.0.12', '192.168.0.13'],
    ],
  ])('spreads over %s', (_, more, nodes) => {
    expect(balancerRoute(clusterWith(service('web', more)))).toBe(
      `198.51.100.1 ${nodes.map((via) => `nexthop via ${via} dev eth0 weight 1`).join(' ')}`,
    );
  });

  it('passes over nodes that are labelled to be left out', () => {
    const nodes = ['node-1', 'node-2', 'node-3'].map(
      (name, index) =>
        `{apiVersion: v1, kind: Node, metadata: {name: ${name}, labels: {${index === 0 ? 'node.kubernetes.io/exclude-from-external-load-balancers: ""' : ''}}}}`,
    );
    const cluster = clusterWith([service('web'), ...nodes].join('\n---\n'));
    expect(balancerRoute(cluster)).toMatch(/^198\.51\.100\.1 nexthop via 192\.168\.0\.12 .*\.13 /);
  });

  it('translates both ends where it is a proxy, even for Pods', () => {
    const status = 'status: {loadBalancer: {ingress: [{ip: 198.51.100.77, ipMode: Proxy}]}}';
    const cluster = clusterWith(`${service('web')}\n${status}`);
    for (const from of [client, shell]) {
      const traces = tries(cluster, from, 'http://198.51.100.77');
      for (const trace of traces) {
        expect(trace.outcome.result, tell(trace)).toBe('delivered');
        expect(trace.legs.flatMap(({ hops }) => hops.map(({ place }) => place.netns))).toContain(
          'host:load-balancer',
        );
      }
    }
  });

  it('is not there when no Service asks for it', () => {
    expect(clusterWith('').namespaces.has('host:load-balancer')).toBe(false);
  });

  it('drops what no endpoint is there for where a node says so', () => {
    const more = 'externalTrafficPolicy: Local, selector: {app: nobody}';
    const [trace] = tries(clusterWith(service('web', more)), client, 'http://198.51.100.1');
    expect(trace?.outcome).toMatchObject({ result: 'refused', reason: 'no-endpoints' });
  });
});

describe('MetalLB', () => {
  const spec = { loadBalancer: 'metallb' } as const;

  it.each([
    // The SHA-256 sum of node-3#192.168.0.240 is the smallest of the three.
    ['', 'node-3'],
    ['externalTrafficPolicy: Local, selector: {only: two}', 'node-2'],
  ])('lets all traffic in by one node: %j %s', (more, node) => {
    const cluster = clusterWith(service('web', more), spec);
    const entered = tries(cluster, client, 'http://192.168.0.240').flatMap(nodesEntered);
    expect(new Set(entered)).toEqual(new Set([node]));
  });

  it('announces nothing for a Service without endpoints', () => {
    const cluster = clusterWith(service('web', 'selector: {app: nobody}'), spec);
    const [trace] = tries(cluster, client, 'http://192.168.0.240');
    expect(trace?.outcome).toMatchObject({ result: 'unreachable', reason: 'no-neighbor' });
  });
});

it('whoever nobody gives an address to is not reached', () => {
  const cluster = clusterWith(service('web'), { loadBalancer: 'none' });
  const [trace] = tries(cluster, client, 'http://198.51.100.1');
  expect(trace?.outcome.result).toBe('timed-out');
});

function clusterWith(
  text: string,
  spec: Partial<ClusterSpec> = { loadBalancer: 'cloud' },
): Cluster {
  const { cluster, problems } = build(`${pods}\n---\n${text}`, {
    ...defaultSpec,
    nodes: 3,
    ...spec,
  });
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return cluster;
}

function service(name: string, more = ''): string {
  const selector = more.includes('selector') ? '' : ', selector: {app: web}';
  return `apiVersion: v1
kind: Service
metadata: {name: ${name}}
spec: {type: LoadBalancer, ports: [{port: 80}]${selector}${more === '' ? '' : `, ${more}`}}`;
}

/** One after the other, by kernels that remember: IPVS takes turns. */
function tries(cluster: Cluster, from: Sender, to: string): readonly Trace[] {
  let state: ReturnType<typeof send>['state'] | undefined;
  return Array.from({ length: 24 }, (_, attempt) => {
    const sent = send(cluster, { from, to, attempt }, state);
    ({ state } = sent);
    return sent.trace;
  });
}

/** Who answers in a number of tries, sorted; how it ended where nobody did. */
function answerers(cluster: Cluster, from: Sender, to: string): readonly string[] {
  const answers = tries(cluster, from, to).map(
    (trace) => trace.outcome.answeredBy?.replace('pod:default/', '') ?? tell(trace),
  );
  return [...new Set(answers)].sort();
}

/** The node by which each packet of the client came in. */
function nodesEntered({ legs }: Trace): readonly string[] {
  return legs
    .filter(({ purpose }) => purpose === 'connect' || purpose === 'request')
    .flatMap(({ hops }) => hops.find(({ place }) => place.netns.startsWith('node:')) ?? [])
    .map(({ place }) => place.netns.replace('node:', ''));
}

function sourceSeen({ legs }: Trace): string | undefined {
  return legs.find(({ purpose }) => purpose === 'request')?.hops.at(-1)?.after.source;
}

function balancerRoute(cluster: Cluster): string | undefined {
  const routes = cluster.namespaces.get('host:load-balancer')?.routes ?? [];
  return routes.map(printRoute).find((line) => line.startsWith('198.'));
}

function tell({ outcome, legs }: Trace): string {
  const hops = legs.flatMap(({ purpose, hops: all }) =>
    all.map(({ step, place, after: { source, destination } }) =>
      [purpose, step, place.netns, place.at, source, destination].join(' '),
    ),
  );
  return [`${outcome.result} (${outcome.reason ?? ''})`, ...hops].join('\n');
}
