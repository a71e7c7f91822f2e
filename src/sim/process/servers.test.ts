import { describe, expect, test } from 'vitest';
import { randomFrom } from '../../base/random.ts';
import { createStore } from '../api/store.ts';
import type { Listener } from '../dataplane/types.ts';
import { ip, type Packet, type Payload } from '../net/index.ts';
import { defaultSpec } from '../spec.ts';
import { serverNamed } from './index.ts';

const packet = (payload?: Payload): Packet => ({
  source: ip('10.244.0.2'),
  destination: ip('10.244.1.2'),
  ttl: 64,
  transport: { protocol: 'TCP', sourcePort: 40000, destinationPort: 80 },
  ...(payload === undefined ? {} : { payload }),
});
const waiting: Listener = {
  protocol: 'TCP',
  port: 80,
  address: ip('0.0.0.0'),
  server: 'http',
  process: 'web',
  known: 'image',
  because: [],
};
const get: Payload = { carries: 'http-request', method: 'GET', host: 'web', path: '/' };
const usual = {
  spec: defaultSpec,
  store: createStore([]),
  name: 'web',
  random: randomFrom(1),
  nameservers: [],
};
const hello: Payload = { carries: 'bytes', text: 'hello' };
const question: Payload = {
  carries: 'dns',
  id: 7,
  question: { name: 'web.default.svc.cluster.local.', type: 'A' },
};

test.each<[server: string, request: Payload | undefined, answer: unknown]>([
  ['http', get, { carries: 'http-response', status: 200, servedBy: 'web' }],
  ['http', hello, { carries: 'http-response', status: 400, servedBy: 'web' }],
  ['http', undefined, undefined],
  ['bytes', get, { carries: 'bytes', text: 'web' }],
  ['bytes', undefined, undefined],
  ['echo', hello, hello],
  ['dns', hello, undefined],
  ['dns', question, { ...question, answer: expect.objectContaining({ rcode: 'NXDOMAIN' }) }],
])('%s gets %j', (server, request, answer) => {
  const serving = { ...usual, listener: waiting };
  expect(serverNamed(server).serve(packet(request), serving)).toEqual(answer);
});

describe('the health check of a Service', () => {
  test.each([
    [2, 200],
    [0, 503],
  ])('with %i endpoints on the node: %i', (localEndpoints, status) => {
    const because = [{ kind: 'Service', namespace: 'shop', name: 'web', path: '' }];
    const listener = { ...waiting, localEndpoints, because };
    const serving = { ...usual, name: 'node-1', listener };
    const answer = serverNamed('service-health').serve(packet(get), serving);
    expect(answer).toMatchObject({ status, servedBy: 'node-1' });
    // The very text of pkg/proxy/healthcheck/service_health.go.
    expect(answer).toHaveProperty(
      'body',
      [
        '{',
        '\t"service": {',
        '\t\t"namespace": "shop",',
        '\t\t"name": "web"',
        '\t},',
        `\t"localEndpoints": ${localEndpoints},`,
        '\t"serviceProxyHealthy": true',
        '}',
      ].join('\n'),
    );
  });
});
