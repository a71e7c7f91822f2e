import { expect, test } from 'vitest';
import { ip } from '../net/index.ts';
import { storeWith } from './fixture.ts';
import {
  judge,
  mayReach,
  partyAt,
  podParties,
  policiesOf,
  reachability,
  type Party,
  type Probe,
} from './index.ts';
import { partiesMax } from './reachability.ts';

const store = storeWith(
  '{ apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: { name: db, namespace: shop }, spec: { podSelector: { matchLabels: { app: db } }, ingress: [{ from: [{ podSelector: {} }], ports: [{ port: sql }] }] } }',
  '{ apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: { name: out, namespace: ops }, spec: { podSelector: {}, policyTypes: [Egress], egress: [{ ports: [{ port: http }] }] } }',
);
const addresses = ['192.168.0.1', '192.168.0.2', '203.0.113.9'];
const parties: readonly Party[] = [
  ...podParties(store),
  ...addresses.map((address) => partyAt(store, ip(address))),
];

test.each<[Probe, readonly string[]]>([
  [{ protocol: 'TCP', port: 5432 }, ['.XXX.X', '......', '......', '......', '.X....', '.X....']],
  [{ protocol: 'TCP', port: 80 }, ['.X.X.X', '......', '.X....', '......', '.X....', '.X....']],
  [{ protocol: 'ICMP' }, ['.XXX.X', '......', '.X....', '......', '.X....', '.X....']],
])('%j: prometheus, db, web, node-1, node-2, outside', (probe, expected) => {
  const policies = policiesOf(store);
  const reach = reachability(policies, parties, probe);
  const rows = (allows: (from: number, to: number) => boolean): readonly string[] =>
    parties.map((_, from) => parties.map((__, to) => (allows(from, to) ? '.' : 'X')).join(''));
  expect(rows((from, to) => mayReach(reach, from, to))).toEqual(expected);
  expect(
    rows((from, to) => {
      const [source, destination] = [parties[from], parties[to]];
      return source && destination
        ? judge(policies, { source, destination, ...probe }).allowed
        : false;
    }),
  ).toEqual(expected);
});

test('a matrix has its limit', () => {
  const outside = partyAt(store, ip('203.0.113.9'));
  const many = Array.from({ length: partiesMax + 1 }, () => outside);
  const { parties: taken } = reachability(policiesOf(store), many, { protocol: 'TCP', port: 80 });
  expect(taken).toHaveLength(partiesMax);
});
