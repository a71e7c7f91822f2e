import { describe, expect, test } from 'vitest';
import { installCustomKinds } from '../../api/index.ts';
import { defaultSpec, type ClusterSpec } from '../../spec.ts';
import type { Trace } from '../../trace/index.ts';
import { build, loadEdge, prepare } from '../../world.ts';
import { send } from '../index.ts';
import type { Cluster } from '../types.ts';

await Promise.all([loadEdge(), installCustomKinds()]);
const spec: ClusterSpec = { ...defaultSpec, loadBalancer: 'cloud' };
await prepare(spec);

const shop = `
{apiVersion: v1, kind: Namespace, metadata: {name: other}}
---
{apiVersion: v1, kind: Pod, metadata: {name: web, labels: {app: web}}, spec: {containers: [{name: web, image: nginx}]}}
---
{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {selector: {app: web}, ports: [{port: 80}]}}
---
{apiVersion: v1, kind: Pod, metadata: {name: far, namespace: other, labels: {app: far}}, spec: {containers: [{name: web, image: nginx}]}}
---
{apiVersion: v1, kind: Service, metadata: {name: far, namespace: other}, spec: {selector: {app: far}, ports: [{port: 80}]}}
---
{apiVersion: v1, kind: Service, metadata: {name: wrong-port}, spec: {selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}}
---
{apiVersion: v1, kind: Service, metadata: {name: nobody}, spec: {selector: {app: nobody}, ports: [{port: 80}]}}
`;

/** A Gateway, and a route to it with these rules. */
function gateway(
  rules: string,
  listener = 'name: http, port: 80, protocol: HTTP',
  namespace = 'default',
) {
  return `---
{apiVersion: gateway.networking.k8s.io/v1, kind: Gateway, metadata: {name: edge}, spec: {gatewayClassName: eg, listeners: [{${listener}}]}}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: shop, namespace: ${namespace}}
spec: {parentRefs: [{name: edge, namespace: default}], hostnames: [shop.example.com], rules: [${rules}]}
`;
}

const rules = `
  {matches: [{path: {value: /api}}], filters: [{type: URLRewrite, urlRewrite: {path: {type: ReplacePrefixMatch, replacePrefixMatch: /v1}}}, {type: ResponseHeaderModifier, responseHeaderModifier: {set: [{name: X-By, value: edge}]}}], backendRefs: [{name: web, port: 80}]},
  {matches: [{path: {value: /old}}], filters: [{type: RequestRedirect, requestRedirect: {statusCode: 301, hostname: new.example.com}}]},
  {matches: [{path: {value: /refused}}], backendRefs: [{name: wrong-port, port: 80}]},
  {matches: [{path: {value: /empty}}], backendRefs: [{name: nobody, port: 80}]},
  {matches: [{path: {value: /far}}], backendRefs: [{name: far, namespace: other, port: 80}]},
  {matches: [{path: {value: /gone}}], backendRefs: [{name: gone, port: 80}]}`;

describe('Envoy Gateway answers', () => {
  const cluster = clusterWith(shop + gateway(rules));

  test.each<[path: string, says: string, asked?: string]>([
    ['/api/cart', 'HTTP/1.1 200 OK\nX-By: edge', '/v1/cart'],
    ['/old', 'HTTP/1.1 301 Moved Permanently\nlocation: http://new.example.com/old'],
    ['/refused', 'HTTP/1.1 503 Service Unavailable'],
    ['/empty', 'HTTP/1.1 503 Service Unavailable'],
    ['/far', 'HTTP/1.1 500 Internal Server Error'],
    ['/gone', 'HTTP/1.1 500 Internal Server Error'],
    ['/', 'HTTP/1.1 404 Not Found'],
  ])('%s: %s', (path, says, asked) => {
    const trace = ask(cluster, `http://shop.example.com${path}`);
    expect(trace.outcome.says).toBe(says);
    expect(pathsAsked(trace)).toEqual(asked === undefined ? [path] : [path, asked]);
  });

  test('the backend in another namespace, once that one allows it', () => {
    const grant = `---
{apiVersion: gateway.networking.k8s.io/v1, kind: ReferenceGrant, metadata: {name: shop, namespace: other}, spec: {from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: default}], to: [{group: "", kind: Service}]}}
`;
    const trace = ask(clusterWith(shop + gateway(rules) + grant), 'http://shop.example.com/far');
    expect(trace.outcome).toMatchObject({ result: 'delivered', answeredBy: 'pod:other/far' });
  });
});

test('a listener of HTTPS ends TLS with its certificate, and is not served without', () => {
  const listener =
    'name: https, port: 443, protocol: HTTPS, tls: {certificateRefs: [{name: shop-tls}]}';
  const secret = `---
{apiVersion: v1, kind: Secret, metadata: {name: shop-tls}, type: kubernetes.io/tls, data: {tls.crt: UExBQ0VIT0xERVI=, tls.key: UExBQ0VIT0xERVI=}}
`;
  const text = shop + gateway('{backendRefs: [{name: web, port: 80}]}', listener);
  const trace = ask(clusterWith(text + secret), 'https://shop.example.com/');
  expect(trace.outcome).toMatchObject({ result: 'delivered', answeredBy: 'pod:default/web' });
  expect(ask(clusterWith(text), 'https://shop.example.com/').outcome.result).toBe('unresolved');
});

test('weights share requests out', () => {
  const shared =
    '{backendRefs: [{name: web, port: 80, weight: 3}, {name: nobody, port: 80, weight: 1}]}';
  const cluster = clusterWith(shop + gateway(shared));
  const statuses = Array.from(
    { length: 60 },
    (_, attempt) => ask(cluster, 'http://shop.example.com/', attempt).outcome.status,
  );
  const lost = statuses.filter((status) => status === 503).length;
  expect(lost).toBeGreaterThan(5);
  expect(lost).toBeLessThan(25);
});

describe('what it writes into status', () => {
  const conditions = (cluster: Cluster, kind: string, namespace = 'default') => {
    const [object] = cluster.store
      .entriesOf(kind)
      .filter(({ object: { metadata } }) => metadata.namespace === namespace);
    return JSON.stringify(object?.object.status ?? {});
  };

  test('a Gateway has the address of its load balancer, and counts its routes', () => {
    const status = conditions(clusterWith(shop + gateway(rules)), 'Gateway');
    expect(status).toContain('"addresses":[{"type":"IPAddress","value":"198.51.100.1"}]');
    expect(status).toContain('"type":"Programmed","status":"True"');
    expect(status).toContain('"attachedRoutes":1');
  });

  test('a route in a namespace that the listener does not allow is told so, and nobody finds it', () => {
    const cluster = clusterWith(
      shop + gateway('{backendRefs: [{name: far, port: 80}]}', undefined, 'other'),
    );
    expect(conditions(cluster, 'HTTPRoute', 'other')).toContain(
      '"type":"Accepted","status":"False","reason":"NotAllowedByListeners"',
    );
    const trace = ask(cluster, 'http://shop.example.com/');
    expect(trace.outcome.status).toBe(404);
    const misses = trace.legs.flatMap(({ hops }) =>
      hops.flatMap((hop) => (hop.step === 'proxy' ? hop.misses : [])),
    );
    expect(misses.map(({ why }) => why)).toContain('not-attached');
  });

  test('of a class that nobody looks after, a Gateway hears nothing', () => {
    const cluster = clusterWith(
      (shop + gateway(rules)).replace('gatewayClassName: eg', 'gatewayClassName: other'),
    );
    expect(conditions(cluster, 'Gateway')).not.toContain('"Programmed","status":"True"');
    expect(ask(cluster, 'http://shop.example.com/').outcome.result).toBe('unresolved');
  });
});

function clusterWith(text: string): Cluster {
  const { cluster, problems } = build(text, spec);
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return cluster;
}

function ask(cluster: Cluster, to: string, attempt = 0): Trace {
  return send(cluster, { from: { kind: 'host', name: 'client' }, to, attempt }).trace;
}

/** The paths of all requests, the proxy's own included. */
function pathsAsked({ legs }: Trace): readonly string[] {
  return legs.flatMap(({ purpose, hops }) => {
    const payload = purpose === 'request' ? hops[0]?.before.payload : undefined;
    return payload?.carries === 'http-request' ? [payload.path] : [];
  });
}
