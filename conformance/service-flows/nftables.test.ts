import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Hook, RuleContext, Verdict } from '../../src/sim/dataplane/netfilter/index.ts';
import type { HookedChain, Nftables } from '../../src/sim/dataplane/nftables/index.ts';
import { programNftables } from '../../src/sim/dataplane/proxy/nftables/program.ts';
import { cidr, contains, ip, withPort, type Ip, type Packet } from '../../src/sim/net/index.ts';
import { configOf, servicesOf, slicesOf, type Fixture } from './fixture.ts';
import type { Flow } from './send.ts';

interface Recorded {
  readonly fixtures: Readonly<Record<string, Fixture>>;
  readonly cases: readonly {
    readonly id: string;
    readonly fixture: string;
    readonly packet: Flow;
    readonly expect: Fate;
  }[];
}

/** What becomes of the first packet of a connection: where it may go, if it goes anywhere. */
interface Fate {
  readonly verdict: string;
  readonly endpoints: readonly string[];
  /** Says something of packets that go on only. */
  readonly masquerade: boolean;
}

const loopback = [cidr('127.0.0.0/8'), cidr('::1/128')];
const everywhere = [cidr('0.0.0.0/0'), cidr('::/0')];
/** Enough throws for every endpoint of these Services to be chosen. */
const throws = Array.from({ length: 60 }, (_, index) => (index + 0.5) / 60);

const { fixtures, cases } = JSON.parse(
  readFileSync('conformance/service-flows/cases.json', 'utf8'),
) as Recorded;

test(`${cases.length} flows recorded in iptables mode fare as recorded in nftables mode, but where the modes differ`, () => {
  const different = new Map<string, number>();
  const wrong = cases.flatMap(({ id, fixture: name, packet, expect: recorded }) => {
    const fixture = fixtures[name];
    if (!fixture) return [`${id}: there is no fixture ${name}`];
    const actual = fateOf(fixture, packet);
    if (describe(actual) === describe(recorded)) return [];
    const reason = whyDifferent(fixture, packet, recorded, actual);
    if (reason !== undefined) different.set(reason, (different.get(reason) ?? 0) + 1);
    return reason === undefined
      ? [`${id}: ${describe(recorded)}, and here ${describe(actual)}`]
      : [];
  });
  expect(wrong).toEqual([]);
  expect([...different.keys()].sort()).toEqual([
    'health check ports are not opened',
    'node ports do not answer on loopback',
    'only pods of this node are masqueraded when they reach themselves',
    'source ranges come before the question of endpoints',
    'what has no port of a cluster IP is rejected',
  ]);
});

/** The differences between the modes, each recognised by what it is about. */
function whyDifferent(
  { config, objects }: Fixture,
  { src, dst, port, protocol }: Flow,
  recorded: Fate,
  actual: Fate,
): string | undefined {
  const services = servicesOf(objects);
  const asked = services.find(
    ({ spec }) => spec.clusterIPs?.includes(dst) || spec.clusterIP === dst,
  );
  const hasPort = asked?.spec.ports?.some(
    (each) => each.port === port && ((each.protocol as string | undefined) ?? 'TCP') === protocol,
  );
  const unknown = recorded.verdict === 'UNMATCHED' && actual.verdict === 'REJECT';
  if (asked && !hasPort && unknown) return 'what has no port of a cluster IP is rejected';
  if (
    recorded.verdict === 'ACCEPT' &&
    services.some(({ spec }) => spec.healthCheckNodePort === port)
  )
    return 'health check ports are not opened';
  if (loopback.some((range) => contains(range, ip(dst))) && actual.verdict === 'UNMATCHED')
    return 'node ports do not answer on loopback';
  const guarded = services.some(
    ({ spec, status }) =>
      spec.loadBalancerSourceRanges &&
      status?.loadBalancer?.ingress?.some(({ ip: address }) => address === dst),
  );
  if (guarded && recorded.verdict === 'REJECT' && actual.verdict === 'DROP')
    return 'source ranges come before the question of endpoints';
  const elsewhere = slicesOf(objects).some(({ endpoints }) =>
    endpoints.some(
      ({ addresses, nodeName }) => addresses.includes(src) && nodeName !== config.nodeName,
    ),
  );
  const same = describe({ ...recorded, masquerade: false }) === describe(actual);
  return elsewhere && same
    ? 'only pods of this node are masqueraded when they reach themselves'
    : undefined;
}

function describe({ verdict, endpoints, masquerade }: Fate): string {
  if (verdict !== 'DNAT') return verdict;
  const set = [...new Set(endpoints)].sort();
  return `DNAT to ${set.join()}${masquerade ? ', masqueraded' : ''}`;
}

function fateOf(fixture: Fixture, flow: Flow): Fate {
  const config = configOf(fixture);
  const { nodePortAddresses, nodeAddress } = config;
  const nftables = programNftables(servicesOf(fixture.objects), slicesOf(fixture.objects), {
    ...config,
    // The recordings are of a mode in which this means all addresses.
    nodePortAddresses: nodePortAddresses.length === 0 ? everywhere : nodePortAddresses,
  });
  const ways = throws.map((chance) => new Walk(nftables, flow, nodeAddress, chance).fate());
  return {
    verdict: [...new Set(ways.map(({ verdict }) => verdict))].sort().join('|'),
    endpoints: ways.flatMap(({ endpoints }) => endpoints),
    masquerade: ways.some(({ masquerade }) => masquerade),
  };
}

/** The first packet of a flow on its way through one node. */
class Walk {
  private packet: Packet;
  private endpoint: string | undefined;
  private mark = 0;
  private readonly nftables: Nftables;
  private readonly flow: Flow;
  private readonly nodeAddress: Ip;
  private readonly chance: number;

  constructor(nftables: Nftables, flow: Flow, nodeAddress: Ip, chance: number) {
    this.nftables = nftables;
    this.flow = flow;
    this.nodeAddress = nodeAddress;
    this.chance = chance;
    this.packet = this.packetTo(ip(flow.dst), flow.port);
  }

  fate(): Fate {
    const isOwn = this.isLocal(this.packet.source);
    const stopped = this.pass(isOwn ? 'OUTPUT' : 'PREROUTING') ?? this.passOn(isOwn);
    if (stopped) return stopped;
    const masquerade = this.show('nat', 'POSTROUTING').verdict === 'snat';
    return this.endpoint === undefined
      ? { verdict: 'UNMATCHED', endpoints: [], masquerade }
      : { verdict: 'DNAT', endpoints: [this.endpoint], masquerade };
  }

  /** A node's own packets are not forwarded. */
  private passOn(isOwn: boolean): Fate | undefined {
    if (this.isLocal(this.packet.destination)) return this.pass('INPUT');
    return isOwn ? undefined : this.pass('FORWARD');
  }

  /** What is asked before DNAT, DNAT, and what is asked after it. */
  private pass(hook: Hook): Fate | undefined {
    const before = stopOf(this.show('filter', hook, (priority) => priority < -100));
    if (before) return before;
    const routed = this.show('nat', hook);
    if (routed.verdict === 'dnat') {
      const port = routed.port ?? this.flow.port;
      this.packet = this.packetTo(routed.address, port);
      this.endpoint = withPort(routed.address, port);
    }
    return stopOf(this.show('filter', hook, (priority) => priority >= -100));
  }

  private show(
    type: HookedChain['type'],
    hook: Hook,
    isWanted: (priority: number) => boolean = () => true,
  ): Verdict {
    const context: RuleContext = {
      hook,
      state: 'NEW',
      translated: { destination: this.endpoint !== undefined, source: false },
      isLocal: (address) => this.isLocal(address),
      findInSet: () => undefined,
      roll: (outcomeOf) => outcomeOf(this.chance),
      nowSeconds: 0,
      recent: new Map(),
    };
    for (const chain of this.nftables.baseChains) {
      if (chain.type !== type || chain.hook !== hook || !isWanted(chain.priority)) continue;
      const { verdict, mark } = chain.walk(this.packet, context, this.mark);
      this.mark = mark;
      if (verdict.verdict !== 'accept') return verdict;
    }
    return { verdict: 'accept' };
  }

  private isLocal(address: Ip): boolean {
    return address === this.nodeAddress || loopback.some((range) => contains(range, address));
  }

  private packetTo(destination: Ip, destinationPort: number): Packet {
    const { src, protocol } = this.flow;
    const transport = { protocol, sourcePort: 40_000, destinationPort };
    return { source: ip(src), destination, ttl: 64, transport };
  }
}

function stopOf({ verdict }: Verdict): Fate | undefined {
  return verdict === 'drop' || verdict === 'reject'
    ? { verdict: verdict.toUpperCase(), endpoints: [], masquerade: false }
    : undefined;
}
