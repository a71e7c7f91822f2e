import { expect, test } from 'vitest';
import type { Endpoint, EndpointSlice } from '../../api/kinds/types.ts';
import { chooseEndpoints } from './endpoints.ts';
import { service } from './iptables/test-objects.ts';
import { proxiedPorts } from './service/port.ts';

/** Hints of three endpoints, 10.0.0.1 to 10.0.0.3, on node-1 to node-3, and where they lead from a node. */
const zones = (...names: readonly string[]): Endpoint['hints'] => ({
  forZones: names.map((name) => ({ name })),
});
const nodes = (...names: readonly string[]): Endpoint['hints'] => ({
  forNodes: names.map((name) => ({ name })),
});

test.each<[string, readonly Endpoint['hints'][], string, string]>([
  ['without hints all', [undefined, undefined, undefined], 'a', '1,2,3'],
  ['zone hints narrow', [zones('a'), zones('b'), zones('b')], 'b', '2,3'],
  ['an endpoint may be hinted for two zones', [zones('a', 'b'), zones('b'), zones('c')], 'a', '1'],
  ['one without hint, and none counts', [zones('a'), undefined, zones('b')], 'a', '1,2,3'],
  [
    'no endpoint for this zone, and none counts',
    [zones('a'), zones('a'), zones('b')],
    'c',
    '1,2,3',
  ],
  ['a node without zone ignores them', [zones('a'), zones('a'), zones('b')], '', '1,2,3'],
  ['node hints narrow to the node', [nodes('node-1'), nodes('node-2'), nodes('node-3')], 'a', '1'],
  [
    'node hints for others only fall back to zone hints',
    [
      { ...nodes('node-4'), ...zones('b') },
      { ...nodes('node-2'), ...zones('a') },
      { ...nodes('node-3'), ...zones('b') },
    ],
    'a',
    '2',
  ],
])('topology hints: %s', (_name, hints, zone, expected) => {
  expect(choose(hints, zone)).toBe(expected);
});

test('1.28 asked for an annotation', () => {
  expect(choose([zones('a'), zones('b'), zones('b')], 'b', '1.28')).toBe('1,2,3');
});

test('a pod that has the address of a terminating one wins', () => {
  const twice = [
    { addresses: ['10.0.0.1'], conditions: { ready: true } },
    { addresses: ['10.0.0.1'], conditions: { ready: false, serving: true, terminating: true } },
  ];
  for (const endpoints of [twice, [...twice].reverse()])
    expect(proxied(endpoints)[0]?.endpoints).toMatchObject([{ ready: true }]);
});

function choose(
  hints: readonly Endpoint['hints'][],
  zone: string,
  version: '1.28' | '1.36' = '1.36',
): string {
  const endpoints = hints.map((each, index): Endpoint => {
    const base = { addresses: [`10.0.0.${index + 1}`], nodeName: `node-${index + 1}` };
    return each ? { ...base, hints: each } : base;
  });
  const [port] = proxied(endpoints);
  const nodeLabels = zone === '' ? {} : { 'topology.kubernetes.io/zone': zone };
  const chosen = port && chooseEndpoints(port, { nodeName: 'node-1', nodeLabels, version });
  return (chosen?.cluster ?? []).map(({ ip }) => ip.split('.').at(-1)).join();
}

function proxied(endpoints: readonly Endpoint[]) {
  const slice: EndpointSlice = {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      name: 'web-1',
      namespace: 'default',
      labels: { 'kubernetes.io/service-name': 'web' },
    },
    addressType: 'IPv4',
    ports: [{ name: 'http', port: 8080 }],
    endpoints,
  };
  return proxiedPorts([service('web', '10.96.0.10')], [slice], 'IPv4', '1.36');
}
