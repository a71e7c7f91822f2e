import { expect, test } from 'vitest';
import { installCustomKinds } from '../api/index.ts';
import { ip } from '../net/index.ts';
import { flowIn, storeWith } from './fixture.ts';
import { judge, policiesOf, type DirectionVerdict, type KnownNames } from './index.ts';

await installCustomKinds();

/** A ClusterNetworkPolicy about all Pods, in flow style. */
const cluster = (name: string, spec: string): string =>
  policy('v1alpha2', 'ClusterNetworkPolicy', name, `subject: { namespaces: {} }, ${spec}`);
const admin = (name: string, priority: number, rules: string): string =>
  cluster(name, `tier: Admin, priority: ${priority}, ${rules}`);
const baseline = (name: string, rules: string): string =>
  cluster(name, `tier: Baseline, priority: 0, ${rules}`);
/** An AdminNetworkPolicy: of v1alpha2, only the experimental definition has all peers. */
const alpha1 = (name: string, rules: string): string =>
  policy(
    'v1alpha1',
    'AdminNetworkPolicy',
    name,
    `priority: 4, subject: { namespaces: {} }, ${rules}`,
  );
const isolate = `{ apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: { name: isolate, namespace: shop }, spec: { podSelector: {} } }`;

function policy(version: string, kind: string, name: string, spec: string): string {
  return `{ apiVersion: policy.networking.k8s.io/${version}, kind: ${kind}, metadata: { name: ${name} }, spec: { ${spec} } }`;
}

const ask = (flow: string, policies: readonly string[], names?: KnownNames) => {
  const store = storeWith(...policies);
  return judge(policiesOf(store, names ? { names } : {}), flowIn(store, flow));
};

/** Which policy decided, or what else did. */
const decided = ({ allowed, because }: DirectionVerdict): string =>
  `${allowed ? 'yes' : 'no'}: ${because.why === 'rule' ? `${because.rule.name} ${because.peer?.path ?? ''}` : because.why}`;

const everyone = 'from: [{ namespaces: {} }]';
const from = 'spec.ingress[0].from[0]';

test.each<[title: string, policies: readonly string[], expected: string]>([
  ['no policy at all', [], 'yes: no-policy'],
  [
    'a lower number goes first',
    [
      admin('late', 2, `ingress: [{ action: Accept, ${everyone} }]`),
      admin('early', 1, `ingress: [{ action: Deny, ${everyone} }]`),
    ],
    `no: early ${from}`,
  ],
  [
    'equal numbers go by name',
    [
      admin('b', 1, `ingress: [{ action: Deny, ${everyone} }]`),
      admin('a', 1, `ingress: [{ action: Accept, ${everyone} }]`),
    ],
    `yes: a ${from}`,
  ],
  [
    'rules go from the top',
    [admin('p', 1, `ingress: [{ action: Accept, ${everyone} }, { action: Deny, ${everyone} }]`)],
    `yes: p ${from}`,
  ],
  [
    'Accept is final',
    [admin('p', 1, `ingress: [{ action: Accept, ${everyone} }]`), isolate],
    `yes: p ${from}`,
  ],
  [
    'Pass leaves its tier',
    [
      admin('a', 1, `ingress: [{ action: Pass, ${everyone} }]`),
      admin('b', 2, `ingress: [{ action: Deny, ${everyone} }]`),
    ],
    'yes: no-policy',
  ],
  [
    'Pass goes on to NetworkPolicies',
    [admin('a', 1, `ingress: [{ action: Pass, ${everyone} }]`), isolate],
    'no: isolated',
  ],
  [
    'Pass goes on to the baseline',
    [
      admin('a', 1, `ingress: [{ action: Pass, ${everyone} }]`),
      baseline('b', `ingress: [{ action: Deny, ${everyone} }]`),
    ],
    `no: b ${from}`,
  ],
  [
    'NetworkPolicies come before the baseline',
    [baseline('b', `ingress: [{ action: Accept, ${everyone} }]`), isolate],
    'no: isolated',
  ],
  [
    'NetworkPolicies about egress leave ingress to the baseline',
    [
      baseline('b', `ingress: [{ action: Deny, ${everyone} }]`),
      isolate.replace('podSelector: {}', 'podSelector: {}, policyTypes: [Egress]'),
    ],
    `no: b ${from}`,
  ],
  ['a policy without rules isolates nobody', [admin('p', 1, 'ingress: []')], 'yes: no-policy'],
  [
    'both versions share a tier',
    [
      admin('new', 5, `ingress: [{ action: Deny, ${everyone} }]`),
      alpha1('old', `ingress: [{ action: Allow, ${everyone} }]`),
    ],
    `yes: old ${from}`,
  ],
  [
    'a port by name',
    [
      admin(
        'p',
        1,
        `ingress: [{ action: Deny, ${everyone}, protocols: [{ destinationNamedPort: sql }] }]`,
      ),
    ],
    `no: p ${from}`,
  ],
  [
    'a range of ports',
    [
      admin(
        'p',
        1,
        `ingress: [{ action: Deny, ${everyone}, protocols: [{ tcp: { destinationPort: { range: { start: 5000, end: 5432 } } } }] }]`,
      ),
    ],
    `no: p ${from}`,
  ],
  [
    'another port',
    [
      admin(
        'p',
        1,
        `ingress: [{ action: Deny, ${everyone}, protocols: [{ tcp: { destinationPort: { number: 80 } } }] }]`,
      ),
    ],
    'yes: no-policy',
  ],
  [
    'another protocol',
    [
      admin(
        'p',
        1,
        `ingress: [{ action: Deny, ${everyone}, protocols: [{ udp: { destinationPort: { number: 5432 } } }] }]`,
      ),
    ],
    'yes: no-policy',
  ],
])('%s', (_, policies, expected) => {
  expect(decided(ask('ops/prometheus > shop/db:5432', policies).ingress)).toBe(expected);
});

const known: KnownNames = new Map([['www.example.com', [ip('203.0.113.9')]]]);
test.each([
  ['networks: [198.51.100.0/24, 203.0.113.0/24]', '203.0.113.9', 'no: p spec.egress[0].to[0]'],
  ['networks: [10.0.0.0/8]', 'shop/db', 'no: p spec.egress[0].to[0]'],
  ['networks: [198.51.100.0/24]', '203.0.113.9', 'yes: no-policy'],
  ['nodes: { matchLabels: { zone: b } }', 'node-2', 'no: p spec.egress[0].to[0]'],
  ['nodes: { matchLabels: { zone: a } }', 'node-2', 'yes: no-policy'],
  // Only NetworkPolicies leave a Pod's own node alone.
  ['nodes: {}', 'node-1', 'no: p spec.egress[0].to[0]'],
  ['nodes: {}', 'shop/db', 'yes: no-policy'],
  ['namespaces: {}', '203.0.113.9', 'yes: no-policy'],
  ['namespaces: {}', 'ops/agent', 'yes: no-policy'],
  [
    'pods: { namespaceSelector: {}, podSelector: { matchLabels: { app: db } } }',
    'shop/db',
    'no: p spec.egress[0].to[0]',
  ],
  [
    'pods: { namespaceSelector: { matchLabels: { team: red } }, podSelector: {} }',
    'shop/db',
    'yes: no-policy',
  ],
])('egress of shop/web to {%s} denied: to %s', (peer, to, expected) => {
  const denied = alpha1('p', `egress: [{ action: Deny, to: [{ ${peer} }] }]`);
  expect(decided(ask(`shop/web > ${to}:443`, [denied]).egress)).toBe(expected);
});

test.each([
  ['www.example.com', true],
  ['WWW.example.com.', true],
  ['*.example.com', true],
  ['*.com', true],
  ['example.com', false],
  ['*.www.example.com', false],
])('a peer %s means the address of www.example.com: %s', (name, isMeant) => {
  const allowed = alpha1('p', `egress: [{ action: Allow, to: [{ domainNames: ['${name}'] }] }]`);
  const { egress } = ask('shop/web > 203.0.113.9:443', [allowed], known);
  expect(egress.because.why).toBe(isMeant ? 'rule' : 'no-policy');
});

// Release v0.1.1 of v1alpha1, whose peers compare Namespaces.
test.each([
  ['namespaces: { sameLabels: [team] }', 'shop/web', true],
  ['namespaces: { sameLabels: [team] }', 'ops/prometheus', false],
  ['namespaces: { sameLabels: [absent] }', 'shop/web', false],
  ['namespaces: { notSameLabels: [team] }', 'ops/prometheus', true],
  ['namespaces: { notSameLabels: [team] }', 'shop/web', false],
  ['namespaces: { notSameLabels: [absent] }', 'ops/prometheus', false],
  [
    'pods: { namespaces: { sameLabels: [team] }, podSelector: { matchLabels: { app: web } } }',
    'shop/web',
    true,
  ],
  [
    'pods: { namespaces: { namespaceSelector: {} }, podSelector: { matchLabels: { app: web } } }',
    'ops/prometheus',
    false,
  ],
])('a rule of v0.1.1 {%s} means %s: %s', (peer, source, isMeant) => {
  const old = alpha1('old', `ingress: [{ action: Deny, from: [{ ${peer} }] }]`);
  expect(ask(`${source} > shop/db:5432`, [old]).ingress.allowed).toBe(!isMeant);
});
