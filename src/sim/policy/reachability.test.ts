import { expect, test } from 'vitest';
import { installCustomKinds, type Store } from '../api/index.ts';
import { ip } from '../net/index.ts';
import { storeWith } from './fixture.ts';
import {
  judge,
  mayReach,
  partiesMax,
  partyAt,
  podParties,
  policiesOf,
  reachability,
  type Party,
  type Probe,
} from './index.ts';

await installCustomKinds();

const store = storeWith(
  '{ apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: { name: db, namespace: shop }, spec: { podSelector: { matchLabels: { app: db } }, ingress: [{ from: [{ podSelector: {} }], ports: [{ port: sql }] }] } }',
  '{ apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: { name: out, namespace: ops }, spec: { podSelector: {}, policyTypes: [Egress], egress: [{ ports: [{ port: http }] }] } }',
);
const addresses = ['192.168.0.1', '192.168.0.2', '203.0.113.9'];
const partiesOf = (store: Store): readonly Party[] => [
  ...podParties(store),
  ...addresses.map((address) => partyAt(store, ip(address))),
];

/** A row for each source, a letter for each destination, asked at once and one by one. */
const rows = (store: Store, probe: Probe) => {
  const [policies, parties] = [policiesOf(store), partiesOf(store)];
  const reach = reachability(policies, parties, probe);
  const letter = (allowed: boolean): string => (allowed ? '.' : 'X');
  return {
    atOnce: parties.map((_, from) =>
      parties.map((__, to) => letter(mayReach(reach, from, to))).join(''),
    ),
    oneByOne: parties.map((source) =>
      parties
        .map((destination) => letter(judge(policies, { source, destination, ...probe }).allowed))
        .join(''),
    ),
  };
};

test.each<[Probe, readonly string[]]>([
  [{ protocol: 'TCP', port: 5432 }, ['.XXX.X', '......', '......', '......', '.X....', '.X....']],
  [{ protocol: 'TCP', port: 80 }, ['.X.X.X', '......', '.X....', '......', '.X....', '.X....']],
  [{ protocol: 'ICMP' }, ['.XXX.X', '......', '.X....', '......', '.X....', '.X....']],
])('%j: prometheus, db, web, node-1, node-2, outside', (probe, expected) => {
  expect(rows(store, probe)).toEqual({ atOnce: expected, oneByOne: expected });
});

test('whom a rule of v0.1.1 means depends on the namespace of the Pod it is for', () => {
  const tenants = storeWith(
    '{ apiVersion: policy.networking.k8s.io/v1alpha1, kind: AdminNetworkPolicy, metadata: { name: p }, spec: { priority: 1, subject: { namespaces: {} }, ingress: [{ action: Deny, from: [{ namespaces: { notSameLabels: [team] } }] }] } }',
  );
  const expected = ['.XX...', 'X.....', 'X.....', '......', '......', '......'];
  expect(rows(tenants, { protocol: 'TCP', port: 80 })).toEqual({
    atOnce: expected,
    oneByOne: expected,
  });
});

test('a matrix has its limit', () => {
  const outside = partyAt(store, ip('203.0.113.9'));
  const many = Array.from({ length: partiesMax + 1 }, () => outside);
  const { parties: taken } = reachability(policiesOf(store), many, { protocol: 'TCP', port: 80 });
  expect(taken).toHaveLength(partiesMax);
});
