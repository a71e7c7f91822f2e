import { expect, it } from 'vitest';
import { defaultSpec } from '../spec.ts';
import { build, loadEdge } from '../world.ts';
import { send } from './index.ts';

await loadEdge();

const pod = (name: string, listens: string): string => `
apiVersion: v1
kind: Pod
metadata: {name: ${name}, labels: {app: ${name}}, annotations: {podpath.dev/listens: "web=${listens}"}}
spec: {containers: [{name: web, image: registry.example/app}]}
---
apiVersion: v1
kind: Service
metadata: {name: ${name}}
spec: {selector: {app: ${name}}, ports: [{name: http, port: 80}, {name: https, port: 443}, {name: odd, port: 8000}]}
---`;

const ingress = (more: string, annotations = ''): string => `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop, annotations: {${annotations}}}
spec:
  ingressClassName: nginx
  tls: [{hosts: [shop.example.com], secretName: shop-tls}]
  rules: [{host: shop.example.com, http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: secret, port: {number: 443}}}}]}}]
${more}`;

const secret = (namespace: string): string => `---
apiVersion: v1
kind: Secret
metadata: {name: shop-tls, namespace: ${namespace}}
type: kubernetes.io/tls
data: {tls.crt: UExBQ0VIT0xERVI=, tls.key: UExBQ0VIT0xERVI=}
`;

function ask(text: string, to: string, from = 'node-1') {
  const { cluster } = build(text, { ...defaultSpec, loadBalancer: 'none' });
  const sender =
    from === 'client'
      ? ({ kind: 'host', name: from } as const)
      : ({ kind: 'node', name: from } as const);
  const address = (name: string) =>
    cluster.store.list('Pod').find(({ metadata }) => metadata.name.startsWith(name))?.status?.podIP;
  const url = to.replace(/POD\((.*?)\)/, (_, name: string) => String(address(name)));
  return send(cluster, { from: sender, to: url, attempt: 0 }).trace.outcome;
}

const servers = [pod('plain', '80, 8000/http'), pod('secret', '443, 8000/https')].join('');

it.each([
  [
    'https://POD(plain):8000',
    'no-tls',
    'curl: (35) error:0A00010B:SSL routines::wrong version number',
  ],
  ['https://POD(secret):8000', 'delivered', 'HTTP/1.1 200 OK'],
  ['https://POD(secret)', 'delivered', 'HTTP/1.1 200 OK'],
  ['http://POD(plain)', 'delivered', 'HTTP/1.1 200 OK'],
  ['http://POD(secret):443', 'delivered', 'HTTP/1.1 400 Bad Request'],
])('%s: %s', (to, result, says) => {
  expect(ask(servers, to)).toMatchObject({ result, says });
});

const tlsBehind = 'nginx.ingress.kubernetes.io/backend-protocol: HTTPS';

it.each([
  ['the Secret beside the Ingress is shown', ingress(secret('default'), tlsBehind), 'delivered'],
  [
    'one in another namespace is not',
    ingress(secret('kube-public'), tlsBehind),
    'wrong-certificate',
  ],
  ['a backend that wants TLS is spoken to plainly', ingress(secret('default')), 'http-error'],
])('ingress-nginx: %s', (_, more, result) => {
  const { cluster } = build(servers + more, defaultSpec);
  const node = cluster.store
    .list('Service')
    .find(({ metadata }) => metadata.name === 'ingress-nginx-controller');
  const port = node?.spec.ports?.find(({ name }) => name === 'https')?.nodePort;
  const from = { kind: 'host', name: 'client' } as const;
  const { outcome } = send(cluster, {
    from,
    to: `https://shop.example.com:${port}`,
    attempt: 0,
  }).trace;
  expect(outcome.result, outcome.says).toBe(result);
});
