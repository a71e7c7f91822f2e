import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { randomFrom } from '../../../base/random.ts';
import { defaultSpec } from '../../spec.ts';
import { cidr, hasPorts, ip, sourcePortOf, type Ip, type Packet } from '../../net/index.ts';
import type { Request, Sender } from '../../trace/index.ts';
import { build } from '../../world.ts';
import { prepare, send } from '../index.ts';
import { walkTable, type Chain, type Netfilter } from '../netfilter/index.ts';
import type { Match, RuleContext, Target } from '../netfilter/types.ts';
import { FlowCache } from './flows.ts';

const addresses = ['10.244.1.2', '10.244.2.3', '10.96.0.10', '192.168.0.2'].map(ip);
const ranges = ['10.244.0.0/16', '10.244.1.2/32', '10.96.0.10/32', '0.0.0.0/0'].map(cidr);
const interfaces = ['eth0', 'cni0', 'veth1'];
const ports = [80, 443, 8080];
const marks = [0, 0x4000, 0x8000];
const negated = fc.boolean();

const anyMatch: fc.Arbitrary<Match> = fc.oneof(
  fc.record({ match: fc.constant('source'), range: fc.constantFrom(...ranges), negated }),
  fc.record({ match: fc.constant('destination'), range: fc.constantFrom(...ranges), negated }),
  fc.record({ match: fc.constant('protocol'), protocol: fc.constantFrom('TCP', 'UDP'), negated }),
  fc.record({
    match: fc.constantFrom('sourcePort', 'destinationPort'),
    protocol: fc.constantFrom('TCP', 'UDP'),
    port: fc.constantFrom(...ports),
    negated,
  }),
  fc.record({
    match: fc.constant('multiport'),
    of: fc.constantFrom('source', 'destination', 'either'),
    ports: fc.array(fc.record({ port: fc.constantFrom(...ports) }), { minLength: 1, maxLength: 2 }),
  }),
  fc.record({
    match: fc.constant('tcpFlags'),
    examined: fc.constant(['SYN', 'ACK']),
    set: fc.constant(['SYN']),
    negated,
  }),
  fc.record({
    match: fc.constantFrom('inInterface', 'outInterface'),
    interface: fc.constantFrom(...interfaces, 'veth+'),
    negated,
  }),
  fc.record({ match: fc.constant('physdev'), isBridged: fc.boolean() }),
  fc.record({ match: fc.constant('mark'), value: fc.constantFrom(...marks), negated }),
  fc.record({
    match: fc.constant('conntrack'),
    states: fc.subarray(['NEW', 'ESTABLISHED', 'INVALID', 'DNAT'], { minLength: 1 }),
    negated,
  }),
  fc.record({ match: fc.constant('conntrack'), originalDestination: fc.constantFrom(...ranges) }),
  fc.record({
    match: fc.constant('addrtype'),
    of: fc.constantFrom('source', 'destination'),
    type: fc.constant('LOCAL'),
    negated,
  }),
  fc.record({ match: fc.constant('statistic'), probability: fc.constantFrom(0.25, 0.5) }),
  fc.record({ match: fc.constant('recent'), list: fc.constant('A'), action: fc.constant('set') }),
  fc.record({
    match: fc.constant('recent'),
    list: fc.constant('A'),
    action: fc.constant('rcheck'),
    seconds: fc.constant(10),
  }),
) as fc.Arbitrary<Match>;

/** Targets in a chain: jumps lead to the chains behind it alone. */
function anyTarget(behind: readonly string[]): fc.Arbitrary<Target> {
  return fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom<Target>({ target: 'none' }, { target: 'RETURN' }) },
    {
      weight: 2,
      arbitrary: fc.constantFrom<Target>(
        { target: 'MARK', value: 0x4000, mask: 0x4000 },
        { target: 'MARK', value: 0, mask: 0xffffffff },
      ),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom<Target>(
        { target: 'ACCEPT' },
        { target: 'DROP' },
        { target: 'DNAT', address: ip('10.244.2.3'), port: 8080 },
      ),
    },
    ...(behind.length > 0
      ? [
          {
            weight: 5,
            arbitrary: fc
              .tuple(fc.constantFrom('jump', 'goto'), fc.constantFrom(...behind))
              .map(([target, chain]) => ({ target, chain }) as Target),
          },
        ]
      : []),
  );
}

function anyChain(name: string, behind: readonly string[]): fc.Arbitrary<Chain> {
  const rule = fc.record({
    matches: fc.array(anyMatch, { maxLength: 3 }),
    target: anyTarget(behind),
    because: fc.constant([]),
  });
  return fc
    .array(rule, { maxLength: 6 })
    .map((rules) => (behind.length === 2 ? { name, policy: 'ACCEPT', rules } : { name, rules }));
}

const anyTable: fc.Arbitrary<Netfilter> = fc
  .tuple(anyChain('FORWARD', ['A', 'B']), anyChain('A', ['B']), anyChain('B', []))
  .map((chains) => ({
    filter: { name: 'filter', chains: new Map(chains.map((chain) => [chain.name, chain])) },
  }));

const anyPacket: fc.Arbitrary<Packet> = fc.record({
  source: fc.constantFrom(...addresses),
  destination: fc.constantFrom(...addresses),
  ttl: fc.constant(64),
  transport: fc.oneof(
    fc.record({
      protocol: fc.constantFrom('TCP', 'TCP', 'UDP'),
      sourcePort: fc.constantFrom(...ports),
      destinationPort: fc.constantFrom(...ports),
      flags: fc.constantFrom(['SYN'], ['SYN', 'ACK'], ['ACK']),
    }),
    fc.record({ protocol: fc.constant('ICMP'), type: fc.constant('echo-request') }),
  ) as fc.Arbitrary<Packet['transport']>,
});

interface Situation {
  readonly packet: Packet;
  readonly mark: number;
  readonly context: Pick<RuleContext, 'inInterface' | 'outInterface' | 'state' | 'translated'> &
    Pick<RuleContext, 'bridgeInPort' | 'bridgeOutPort' | 'originalDestination' | 'nowSeconds'>;
}

const anySituation: fc.Arbitrary<Situation> = fc.record({
  packet: anyPacket,
  mark: fc.constantFrom(...marks),
  context: fc.record({
    inInterface: fc.constantFrom(...interfaces, undefined),
    outInterface: fc.constantFrom(...interfaces, undefined),
    bridgeInPort: fc.constantFrom('veth1', undefined),
    bridgeOutPort: fc.constantFrom('veth1', undefined),
    state: fc.constantFrom('NEW', 'ESTABLISHED', 'INVALID'),
    translated: fc.record({ destination: fc.boolean(), source: fc.boolean() }),
    originalDestination: fc.constantFrom(...addresses, undefined),
    nowSeconds: fc.constantFrom(0, 5, 20),
  }),
});

/** Packets that differ in little: each is the first one, but for one or two things that it has of the other. */
const anySituations: fc.Arbitrary<readonly Situation[]> = fc
  .tuple(
    anySituation,
    anySituation,
    fc.array(fc.uniqueArray(fc.nat(12), { minLength: 0, maxLength: 2 }), { maxLength: 40 }),
  )
  .map(([one, other, all]) => all.map((places) => mixed(one, other, places)));

function mixed(one: Situation, other: Situation, places: readonly number[]): Situation {
  const of = (place: number): Situation => (places.includes(place) ? other : one);
  return {
    packet: {
      source: of(0).packet.source,
      destination: of(1).packet.destination,
      ttl: 64,
      transport: withSourcePort(of(2).packet, sourcePortOf(of(12).packet)),
    },
    mark: of(3).mark,
    context: {
      inInterface: of(4).context.inInterface,
      outInterface: of(5).context.outInterface,
      bridgeInPort: of(6).context.bridgeInPort,
      bridgeOutPort: of(7).context.bridgeOutPort,
      state: of(8).context.state,
      translated: of(9).context.translated,
      originalDestination: of(10).context.originalDestination,
      nowSeconds: of(11).context.nowSeconds,
    },
  };
}

function withSourcePort({ transport }: Packet, sourcePort = 80): Packet['transport'] {
  return hasPorts(transport) ? { ...transport, sourcePort } : transport;
}

/** A kernel with dice and lists of its own, in which packets are shown to a table one after the other. */
class Kernel {
  private readonly dice = randomFrom('flows');
  private readonly recent = new Map<string, Map<Ip, number>>();

  contextOf({ context }: Situation): RuleContext {
    return {
      ...context,
      hook: 'FORWARD',
      isLocal: (address) => address === '192.168.0.2',
      findInSet: () => undefined,
      roll: (outcomeOf) => outcomeOf(this.dice.next()),
      recent: this.recent,
    };
  }

  remains(): unknown {
    return { dice: this.dice.next(), recent: this.recent };
  }
}

test('what is remembered of any rules is what they would say, with the same dice and lists', () => {
  fc.assert(
    fc.property(anyTable, anySituations, (table, situations) => {
      const show = (packet: Packet, context: RuleContext, mark: number) =>
        walkTable(table, 'filter', 'FORWARD', packet, context, mark);
      const flows = new FlowCache(show);
      const [remembering, reading] = [new Kernel(), new Kernel()];
      for (const each of situations)
        expect(flows.pass(each.packet, remembering.contextOf(each), each.mark)).toEqual(
          show(each.packet, reading.contextOf(each), each.mark),
        );
      expect(remembering.remains()).toEqual(reading.remains());
    }),
    { numRuns: 1000 },
  );
});

test('rules are read once for all packets that differ in nothing they ask for', () => {
  let read = 0;
  const flows = new FlowCache((packet: Packet) => {
    read += 1;
    return { isWeb: packet.destination === '10.96.0.10' };
  });
  const situation: Situation = {
    packet: {
      source: ip('10.244.1.2'),
      destination: ip('10.96.0.10'),
      ttl: 64,
      transport: { protocol: 'TCP', sourcePort: 40_000, destinationPort: 80 },
    },
    mark: 0,
    context: { state: 'NEW', translated: { destination: false, source: false }, nowSeconds: 0 },
  };
  const { packet, mark } = situation;
  const context = new Kernel().contextOf(situation);
  const passes = [packet, { ...packet, source: ip('10.244.9.9') }].map((each) =>
    flows.pass(each, context, mark),
  );
  expect(passes[0]).toBe(passes[1]);
  expect(read).toBe(1);
  expect(flows.pass({ ...packet, destination: ip('10.96.0.11') }, context, mark).isWeb).toBe(false);
  expect(read).toBe(2);
});

const text = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 3
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, image: nginx}]}
---
{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {type: NodePort, clusterIP: 10.96.0.80, selector: {app: web}, ports: [{port: 80, nodePort: 30080}]}}
---
{apiVersion: v1, kind: Service, metadata: {name: sticky}, spec: {clusterIP: 10.96.0.81, sessionAffinity: ClientIP, selector: {app: web}, ports: [{port: 80}]}}
---
{apiVersion: v1, kind: Service, metadata: {name: empty}, spec: {clusterIP: 10.96.0.82, selector: {app: none}, ports: [{port: 80}]}}
---
{apiVersion: v1, kind: Pod, metadata: {name: client}, spec: {containers: [{name: shell, image: busybox}]}}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: no-nodes}
spec: {podSelector: {matchLabels: {app: web}}, ingress: [{from: [{podSelector: {}}], ports: [{port: 80}]}]}
`;
const senders: readonly Sender[] = [
  { kind: 'pod', namespace: 'default', name: 'client' },
  { kind: 'node', name: 'node-1' },
  { kind: 'host', name: 'client' },
];
const targets = [
  'http://web',
  'http://10.96.0.81',
  'http://10.96.0.82',
  'http://192.168.0.12:30080',
  'icmp://10.96.0.80',
];

describe('a cluster that has seen all packets before tells of them what it told at first', () => {
  test.each([
    ['iptables', {}],
    ['nftables', { proxyMode: 'nftables' }],
    ['ipvs', { proxyMode: 'ipvs' }],
    ['policies of Calico', { cni: 'calico' }],
  ])('%s', async (_, change) => {
    const spec = { ...defaultSpec, ...change };
    await prepare(spec);
    const { cluster } = build(text, spec);
    const requests = senders.flatMap((from) =>
      targets.flatMap((to) => [0, 1, 2, 3].map((attempt): Request => ({ from, to, attempt }))),
    );
    const first = requests.map((request) => send(cluster, request));
    const again = requests.toReversed().map((request) => send(cluster, request));
    expect(again.toReversed()).toEqual(first);
  });
});
