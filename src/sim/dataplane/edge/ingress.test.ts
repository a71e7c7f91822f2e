import { describe, expect, it, test } from 'vitest';
import { defaultSpec, type ClusterSpec } from '../../spec.ts';
import type { Hop, Sender, Trace } from '../../trace/index.ts';
import { build, loadEdge, prepare } from '../../world.ts';
import { loadCnis, proxyModes, proxyModesWith, send } from '../index.ts';
import type { Cluster } from '../types.ts';

await loadEdge();
const plugins = await loadCnis();
for (const { name: proxyMode } of proxyModes)
  for (const loadBalancer of ['cloud', 'metallb'] as const)
    await prepare({ ...defaultSpec, loadBalancer, proxyMode });

const client: Sender = { kind: 'host', name: 'client' };
const shell: Sender = { kind: 'pod', namespace: 'default', name: 'shell' };

const shop = `
{apiVersion: v1, kind: Pod, metadata: {name: web-1, labels: {app: web}}, spec: {nodeName: node-1, containers: [{name: web, image: nginx}]}}
---
{apiVersion: v1, kind: Pod, metadata: {name: web-2, labels: {app: web}}, spec: {nodeName: node-2, containers: [{name: web, image: nginx}]}}
---
{apiVersion: v1, kind: Pod, metadata: {name: shell}, spec: {nodeName: node-1, containers: [{name: shell, image: busybox}]}}
---
{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {selector: {app: web}, ports: [{port: 80}]}}
---
{apiVersion: v1, kind: Service, metadata: {name: wrong-port}, spec: {selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}}
---
{apiVersion: v1, kind: Service, metadata: {name: nobody}, spec: {selector: {app: nobody}, ports: [{port: 80}]}}
`;

/** An Ingress of class nginx: each path leads to the Service of that name. */
function ingress(services: Readonly<Record<string, string>>, host = 'shop.example.com'): string {
  const paths = Object.entries(services).map(
    ([path, name]) =>
      `{path: ${path}, pathType: Prefix, backend: {service: {name: ${name}, port: {number: 80}}}}`,
  );
  return `---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop}
spec: {ingressClassName: nginx, rules: [{host: "${host}", http: {paths: [${paths.join()}]}}]}
`;
}

const everywhere = plugins.flatMap(({ name: cni }) =>
  proxyModesWith(cni).flatMap(({ name: proxyMode }) =>
    (['cloud', 'metallb', 'none'] as const).map((loadBalancer) => ({
      cni,
      proxyMode,
      loadBalancer,
    })),
  ),
);

describe.each(everywhere)(
  'ingress-nginx with $cni, $proxyMode, load balancer: $loadBalancer',
  (choice) => {
    const spec = { ...defaultSpec, ...choice };
    const cluster = clusterWith(shop + ingress({ '/': 'web' }), spec);
    const port = spec.loadBalancer === 'none' ? ':30080' : '';

    it('takes a client to every Pod behind the Ingress, over two connections', () => {
      const traces = tries(cluster, client, `http://shop.example.com${port}/cart`);
      expect(new Set(traces.map(({ outcome }) => outcome.answeredBy))).toEqual(
        new Set(['pod:default/web-1', 'pod:default/web-2']),
      );
      for (const trace of traces)
        expect(purposes(trace), tell(trace)).toEqual([
          'connect',
          'accept',
          'request',
          '  connect',
          '  accept',
          '  request',
          '  response',
          'response',
          'active-close',
          'passive-close',
          'last-ack',
        ]);
    });

    it('tells the backend whom it heard: the client itself where the Service is Local', () => {
      const [trace] = tries(cluster, client, `http://shop.example.com${port}/`, 1);
      const [atProxy, atBackend] = requestsReceived(trace);
      expect(atBackend?.before.source).toBe(addressOf(cluster, 'ingress-nginx'));
      expect(forwardedFor(atBackend), tell(trace)).toBe(atProxy?.before.source);
      if (spec.loadBalancer !== 'none') expect(forwardedFor(atBackend)).toBe('203.0.113.50');
    });
  },
);

describe('what ingress-nginx answers', () => {
  const spec: ClusterSpec = { ...defaultSpec, loadBalancer: 'cloud' };
  const paths = { '/': 'web', '/closed': 'wrong-port', '/empty': 'nobody', '/gone': 'missing' };
  const cluster = clusterWith(shop + ingress(paths), spec);

  test.each<[path: string, says: string, decidedAt: string]>([
    ['/', 'HTTP/1.1 200 OK', ''],
    ['/closed', 'HTTP/1.1 502 Bad Gateway', 'stop web'],
    ['/empty', 'HTTP/1.1 503 Service Unavailable', 'proxy ingress-nginx'],
    ['/gone', 'HTTP/1.1 503 Service Unavailable', 'proxy ingress-nginx'],
  ])('%s: %s', (path, says, decidedAt) => {
    const { trace } = send(cluster, request(client, `http://shop.example.com${path}`));
    expect(trace.outcome.says, tell(trace)).toBe(says);
    expect(decidingHop(trace)).toMatch(new RegExp(`^${decidedAt}`));
  });

  it('is 404 for hosts and paths that nobody named', () => {
    const address = '198.51.100.1';
    const { trace } = send(cluster, request(client, `http://${address}/`));
    expect(trace.outcome).toMatchObject({ result: 'http-error', status: 404 });
    const misses = trace.legs.flatMap(({ hops }) =>
      hops.flatMap((hop) => (hop.step === 'proxy' ? hop.misses : [])),
    );
    expect(misses[0]).toMatchObject({
      why: 'host',
      ref: { kind: 'Ingress', path: 'spec.rules[0].host' },
    });
  });

  it('is 504 where nothing comes back', () => {
    // The router drops what it has no route for.
    const lost = `---
{apiVersion: v1, kind: Service, metadata: {name: lost}, spec: {ports: [{port: 80}]}}
---
{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {name: lost, labels: {kubernetes.io/service-name: lost}}, addressType: IPv4, ports: [{port: 80}], endpoints: [{addresses: [192.0.2.1]}]}
`;
    const { trace } = send(
      clusterWith(shop + lost + ingress({ '/': 'lost' }), spec),
      request(client, 'http://shop.example.com/'),
    );
    expect(trace.outcome, tell(trace)).toMatchObject({
      result: 'http-error',
      says: 'HTTP/1.1 504 Gateway Timeout',
      reason: 'no-route',
    });
  });
});

test('a class that nobody serves leaves an Ingress without an address and requests without a rule', () => {
  const text = shop + ingress({ '/': 'web' }).replace('nginx', 'other');
  const cluster = clusterWith(text, { ...defaultSpec, loadBalancer: 'cloud' });
  expect(cluster.store.get('Ingress', 'default', 'shop')?.status?.loadBalancer).toEqual({});
  expect(send(cluster, request(client, 'http://shop.example.com/')).trace.outcome.result).toBe(
    'unresolved',
  );
  const { trace } = send(cluster, request(client, 'http://198.51.100.1/'));
  expect(trace.outcome.status).toBe(404);
});

test('a proxy that leads to itself comes to an end', () => {
  const text = `${shop}---
{apiVersion: v1, kind: Namespace, metadata: {name: ingress-nginx}}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: loop, namespace: ingress-nginx}
spec: {ingressClassName: nginx, defaultBackend: {service: {name: ingress-nginx-controller, port: {number: 80}}}}
`;
  const cluster = clusterWith(text, { ...defaultSpec, loadBalancer: 'cloud' });
  const { trace } = send(cluster, request(client, 'http://198.51.100.1/'));
  expect(trace.outcome, tell(trace)).toMatchObject({
    result: 'http-error',
    status: 502,
    reason: 'hop-limit',
  });
});

test('without an Ingress, or with a controller of its own, a text gets none', () => {
  const own = `---
{apiVersion: apps/v1, kind: Deployment, metadata: {name: mine}, spec: {selector: {matchLabels: {app: mine}}, template: {metadata: {labels: {app: mine}}, spec: {containers: [{name: c, image: "registry.k8s.io/ingress-nginx/controller:v1.13.0"}]}}}}
`;
  const installed = (text: string, spec = defaultSpec): boolean =>
    clusterWith(text, spec).store.get('Namespace', '', 'ingress-nginx') !== undefined;
  expect(installed(shop)).toBe(false);
  expect(installed(shop + ingress({ '/': 'web' }))).toBe(true);
  expect(installed(shop + ingress({ '/': 'web' }) + own)).toBe(false);
  expect(
    installed(shop + ingress({ '/': 'web' }), { ...defaultSpec, ingressController: 'none' }),
  ).toBe(false);
});

test('what is installed moves nothing that was there', () => {
  const before = clusterWith(shop, defaultSpec);
  const after = clusterWith(shop + ingress({ '/': 'web' }), defaultSpec);
  for (const name of ['web-1', 'web-2', 'shell'])
    expect(after.store.get('Pod', 'default', name)?.status?.podIP).toBe(
      before.store.get('Pod', 'default', name)?.status?.podIP,
    );
});

test('Pods reach the controller by its cluster IP, and say the host they mean', () => {
  const cluster = clusterWith(shop + ingress({ '/': 'web' }, 'shop'), defaultSpec);
  const to = 'http://ingress-nginx-controller.ingress-nginx/';
  const { trace } = send(cluster, request(shell, to));
  expect(trace.outcome.status, tell(trace)).toBe(404);
});

function clusterWith(text: string, spec: ClusterSpec): Cluster {
  const { cluster, problems } = build(text, { ...spec, nodes: 3 });
  expect(problems).toEqual([]);
  return cluster;
}

function request(from: Sender, to: string, attempt = 0) {
  return { from, to, attempt };
}

function tries(cluster: Cluster, from: Sender, to: string, count = 12): readonly Trace[] {
  return Array.from(
    { length: count },
    (_, attempt) => send(cluster, request(from, to, attempt)).trace,
  );
}

/** A line for each leg; those of a proxy's own connection are indented. */
function purposes({ legs }: Trace): readonly string[] {
  return legs.map(({ purpose, proxy }) => (proxy === undefined ? purpose : `  ${purpose}`));
}

function tell(trace: Trace | undefined): string {
  const hops = (trace?.legs ?? []).flatMap(({ purpose, hops: some }) => [
    purpose,
    ...some.map(({ place, step }) => `  ${place.netns} ${place.at} ${step}`),
  ]);
  return `${trace?.outcome.says}\n${hops.join('\n')}`;
}

function decidingHop({ legs, outcome }: Trace): string {
  const hop = outcome.at && legs[outcome.at.leg]?.hops[outcome.at.hop];
  return hop ? `${hop.step} ${hop.place.netns.replace(/^pod:[^/]*\//, '')}` : '';
}

/** The hops at which the proxy, then the backend got the request. */
function requestsReceived(trace: Trace | undefined): readonly (Hop | undefined)[] {
  const legs = (trace?.legs ?? []).filter(({ purpose }) => purpose === 'request');
  return legs.map(({ hops }) => hops.at(-1));
}

function forwardedFor(hop: Hop | undefined): string | undefined {
  const payload = hop?.before.payload;
  return payload?.carries === 'http-request' ? payload.headers?.['X-Forwarded-For'] : undefined;
}

function addressOf({ store }: Cluster, namespace: string): string | undefined {
  return store.listIn('Pod', namespace)[0]?.status?.podIP;
}
