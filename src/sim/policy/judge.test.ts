import { expect, test } from 'vitest';
import type { Ref } from '../api/index.ts';
import { flowIn, storeWith } from './fixture.ts';
import { judge, policiesOf, type DirectionVerdict, type Miss } from './index.ts';

/** A NetworkPolicy of namespace `shop` with this spec, in flow style. */
const shop = (name: string, spec: string): string =>
  `{ apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: { name: ${name}, namespace: shop }, spec: ${spec} }`;

const ask = (flow: string, ...policies: readonly string[]) => {
  const store = storeWith(...policies);
  return judge(policiesOf(store), flowIn(store, flow));
};

/** The reasons in few words: what decided, else why each item did not match. */
const explained = ({ because, asked }: DirectionVerdict): string => {
  if (because.why === 'rule')
    return [because.rule, because.peer, because.port].map((ref) => ref?.path ?? 'any').join(' ');
  if (because.why !== 'isolated') return because.why;
  const misses = asked.flatMap(({ rules }) =>
    rules.flatMap(({ peerMisses, portMisses }) => [...peerMisses, ...portMisses]),
  );
  return misses.map(said).join('; ') || 'no rules';
};

const said = (miss: Miss): string => {
  const found = 'of' in miss ? pathOf(miss.of) : 'address' in miss ? miss.address : undefined;
  const value = 'value' in miss ? `= ${miss.value}` : undefined;
  return [miss.why, miss.at.path, found, value].filter((word) => word !== undefined).join(' ');
};

const pathOf = ({ kind, name, path }: Ref): string => `${kind}/${name}.${path}`;

// One rule from or to one peer. Everything else a NetworkPolicy leaves open is in the next table.
const db = 'podSelector: { matchLabels: { app: db } }';
test.each([
  // Peers.
  [
    'from: [{ podSelector: { matchLabels: { app: web } } }]',
    'shop/web',
    'spec.ingress[0] spec.ingress[0].from[0] any',
  ],
  [
    'from: [{ podSelector: { matchLabels: { app: api } } }]',
    'shop/web',
    'label spec.ingress[0].from[0].podSelector.matchLabels.app Pod/web.metadata.labels.app = web',
  ],
  [
    'from: [{ podSelector: { matchLabels: { tier: x } } }]',
    'shop/web',
    'label spec.ingress[0].from[0].podSelector.matchLabels.tier Pod/web.metadata.labels.tier',
  ],
  [
    'from: [{ podSelector: { matchExpressions: [{ key: app, operator: NotIn, values: [web] }] } }]',
    'shop/web',
    'label spec.ingress[0].from[0].podSelector.matchExpressions[0] Pod/web.metadata.labels.app = web',
  ],
  [
    'from: [{ podSelector: {} }]',
    'ops/prometheus',
    'namespace spec.ingress[0].from[0] Pod/prometheus.metadata.namespace',
  ],
  [
    'from: [{ namespaceSelector: {} }]',
    'ops/prometheus',
    'spec.ingress[0] spec.ingress[0].from[0] any',
  ],
  [
    'from: [{ namespaceSelector: { matchLabels: { team: blue } } }]',
    'ops/prometheus',
    'label spec.ingress[0].from[0].namespaceSelector.matchLabels.team Namespace/ops.metadata.labels.team = red',
  ],
  // Both in one peer have to match, in two one is enough.
  [
    'from: [{ namespaceSelector: { matchLabels: { team: red } }, podSelector: { matchLabels: { app: web } } }]',
    'shop/web',
    'label spec.ingress[0].from[0].namespaceSelector.matchLabels.team Namespace/shop.metadata.labels.team = blue',
  ],
  [
    'from: [{ namespaceSelector: { matchLabels: { team: red } } }, { podSelector: { matchLabels: { app: web } } }]',
    'shop/web',
    'spec.ingress[0] spec.ingress[0].from[1] any',
  ],
  [
    'from: [{ ipBlock: { cidr: 10.244.0.0/16 } }]',
    'shop/web',
    'spec.ingress[0] spec.ingress[0].from[0] any',
  ],
  [
    'from: [{ ipBlock: { cidr: 10.244.0.0/16, except: [10.244.2.0/24, 10.244.1.0/24] } }]',
    'shop/web',
    'excepted spec.ingress[0].from[0].ipBlock.except[1] 10.244.1.2',
  ],
  [
    'from: [{ ipBlock: { cidr: 198.51.100.0/24 } }]',
    '203.0.113.9',
    'out-of-range spec.ingress[0].from[0].ipBlock.cidr 203.0.113.9',
  ],
  [
    'from: [{ ipBlock: { cidr: "::/0" } }]',
    '203.0.113.9',
    'out-of-range spec.ingress[0].from[0].ipBlock.cidr 203.0.113.9',
  ],
  [
    'from: [{ ipBlock: { cidr: 0.0.0.0/0 } }]',
    '203.0.113.9',
    'spec.ingress[0] spec.ingress[0].from[0] any',
  ],
  [
    'from: [{ namespaceSelector: {} }]',
    '203.0.113.9',
    'not-a-pod spec.ingress[0].from[0] 203.0.113.9',
  ],
  // A Pod in the host network has the address of its node.
  [
    'from: [{ namespaceSelector: {} }]',
    'ops/agent',
    'not-a-pod spec.ingress[0].from[0] 192.168.0.2',
  ],
  // Its own node is always let in, another one is not.
  ['from: []', 'node-1', 'own-node'],
  ['from: [{ podSelector: {} }]', 'node-1', 'own-node'],
  ['from: [{ podSelector: {} }]', 'node-2', 'not-a-pod spec.ingress[0].from[0] 192.168.0.2'],
  ['from: [{ podSelector: { matchLabels: { app: nobody } } }]', 'shop/db', 'itself'],
  // Empty and absent lists match all.
  ['from: []', '203.0.113.9', 'spec.ingress[0] any any'],
  ['', '203.0.113.9', 'spec.ingress[0] any any'],
  ['ports: []', '203.0.113.9', 'spec.ingress[0] any any'],
  // Ports.
  ['ports: [{ port: 5432 }]', 'shop/web', 'spec.ingress[0] any spec.ingress[0].ports[0]'],
  [
    'ports: [{ port: 80 }, { port: 5000, endPort: 5432 }]',
    'shop/web',
    'spec.ingress[0] any spec.ingress[0].ports[1]',
  ],
  [
    'ports: [{ port: 80 }, { port: 5433, endPort: 6000 }]',
    'shop/web',
    'port spec.ingress[0].ports[0].port; port spec.ingress[0].ports[1].port',
  ],
  ['ports: [{ port: sql }]', 'shop/web', 'spec.ingress[0] any spec.ingress[0].ports[0]'],
  ['ports: [{ port: http }]', 'shop/web', 'no-named-port spec.ingress[0].ports[0].port'],
  [
    'ports: [{ protocol: UDP, port: 5432 }]',
    'shop/web',
    'protocol spec.ingress[0].ports[0].protocol',
  ],
  ['ports: [{ protocol: UDP }]', 'shop/web', 'protocol spec.ingress[0].ports[0].protocol'],
  ['ports: [{ protocol: TCP }]', 'shop/web', 'spec.ingress[0] any spec.ingress[0].ports[0]'],
])('NetworkPolicy, ingress rule {%s} from %s to shop/db:5432: %s', (rule, from, expected) => {
  const policy = shop('p', `{ ${db}, ingress: [{ ${rule} }] }`);
  const { ingress } = ask(`${from} > shop/db:5432`, policy);
  expect(explained(ingress)).toBe(expected);
  expect(ingress.allowed).toBe(/^(?:spec|own-node|itself)/.test(expected));
});

test.each([
  // What the missing list and the missing type mean.
  ['{ podSelector: {} }', 'no rules', 'no-policy'],
  ['{ podSelector: {}, ingress: [] }', 'no rules', 'no-policy'],
  ['{ podSelector: {}, ingress: [{}] }', 'spec.ingress[0] any any', 'no-policy'],
  ['{ podSelector: {}, egress: [] }', 'no rules', 'no-policy'],
  ['{ podSelector: {}, egress: [{}] }', 'no rules', 'spec.egress[0] any any'],
  ['{ podSelector: {}, policyTypes: [Egress] }', 'no-policy', 'no rules'],
  ['{ podSelector: {}, policyTypes: [Egress], ingress: [{}] }', 'no-policy', 'no rules'],
  ['{ podSelector: {}, policyTypes: [Ingress], egress: [{}] }', 'no rules', 'no-policy'],
  ['{ podSelector: { matchLabels: { app: nobody } } }', 'no-policy', 'no-policy'],
  // A named port is that of the destination.
  [
    '{ podSelector: {}, ingress: [{}], egress: [{ ports: [{ port: sql }] }] }',
    'spec.ingress[0] any any',
    'spec.egress[0] any spec.egress[0].ports[0]',
  ],
  [
    '{ podSelector: {}, ingress: [{}], egress: [{ ports: [{ port: http }] }] }',
    'spec.ingress[0] any any',
    'no-named-port spec.egress[0].ports[0].port',
  ],
])('NetworkPolicy %s, shop/web to shop/db:5432: in %s, out %s', (spec, into, out) => {
  const { ingress, egress } = ask('shop/web > shop/db:5432', shop('p', spec));
  expect([explained(ingress), explained(egress)]).toEqual([into, out]);
});

test('a policy about one protocol closes the others, and pings', () => {
  const policy = shop('p', `{ ${db}, ingress: [{ ports: [{ protocol: SCTP, port: 7 }] }] }`);
  const verdicts = ['SCTP 7', 'TCP 7', 'UDP 7', 'ICMP'].map((probe) => {
    const [protocol, port = ''] = probe.split(' ');
    return ask(`shop/web > shop/db${port && `:${port}`} ${protocol}`, policy).allowed;
  });
  expect(verdicts).toEqual([true, false, false, false]);
});

test('a named port of another number is shown with the port that has the name', () => {
  const { ingress } = ask(
    'shop/web > shop/db:80',
    shop('p', `{ ${db}, ingress: [{ ports: [{ port: sql }] }] }`),
  );
  expect(explained(ingress)).toBe(
    'named-port spec.ingress[0].ports[0].port Pod/db.spec.containers[0].ports[0]',
  );
});

test('policies add up, and all that select the Pod are named', () => {
  const { ingress } = ask(
    'ops/prometheus > shop/db:9187',
    shop('a-deny', '{ podSelector: {} }'),
    shop('b-metrics', `{ ${db}, ingress: [{ ports: [{ port: 9187 }] }] }`),
    shop('c-web', '{ podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }] }'),
  );
  expect(ingress.allowed).toBe(true);
  expect(ingress.selecting.map(({ name }) => name)).toEqual(['a-deny', 'b-metrics', 'c-web']);
  expect(ingress.asked.map(({ policy }) => policy.name)).toEqual(['a-deny', 'b-metrics']);
});

test('a denial names the policies that isolate the Pod', () => {
  const { ingress } = ask(
    'ops/prometheus > shop/db:9187',
    shop('a', '{ podSelector: {} }'),
    shop('b', '{ podSelector: {}, policyTypes: [Egress] }'),
  );
  expect(ingress.because).toEqual({
    why: 'isolated',
    by: [{ kind: 'NetworkPolicy', namespace: 'shop', name: 'a', path: '' }],
  });
});

test('what a Pod may not send is refused whatever its destination says', () => {
  const policies = [
    shop('p', '{ podSelector: { matchLabels: { app: web } }, policyTypes: [Egress] }'),
  ];
  const there = ask('shop/web > ops/prometheus:9090', ...policies);
  const back = ask('ops/prometheus > shop/web:80', ...policies);
  expect([there.allowed, there.ingress.allowed, back.allowed]).toEqual([false, true, true]);
});

test('policies do not bind nodes, Pods in the host network, or the outside', () => {
  const all = shop('p', '{ podSelector: {}, policyTypes: [Ingress, Egress] }').replaceAll(
    'shop',
    'ops',
  );
  const { egress } = ask('ops/agent > shop/web:80', all);
  const outside = ask('shop/web > 203.0.113.9:443', all);
  expect([egress.because.why, outside.ingress.because.why]).toEqual(['not-a-pod', 'not-a-pod']);
});
