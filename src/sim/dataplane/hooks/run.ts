import type { Ref } from '../../api/types.ts';
import { familyOf, type Ip, type Packet } from '../../net/index.ts';
import type { Hop } from '../../trace/types.ts';
import {
  translatesDestination,
  translatesSource,
  type Conntrack,
  type ConntrackEntry,
  type Track,
} from '../conntrack.ts';
import type { Forwarding, RealServer } from '../ipvs/types.ts';
import type { Memory } from '../memory.ts';
import type { Hook, RuleContext, SetEnd, Verdict } from '../netfilter/types.ts';
import { addressFor, isLocal } from '../routing.ts';
import type { Between, Skb } from '../skb.ts';
import type { Netns } from '../types.ts';
import { causesOf } from './causes.ts';
import { translated, type PacketEnd } from './nat.ts';
import { plansOf, type Action, type Plan, type Rules } from './plan.ts';

/** What a hook made of a packet: its rules and conntrack, and IPVS, which stands between them. */
export type HookPart = Hop<'netfilter'> | IpvsPass;

/** What IPVS made of a packet. */
export interface IpvsPass extends Forwarding {
  readonly before: Packet;
  readonly after: Packet;
  readonly direction: 'request' | 'answer';
  /** NF_STOLEN: the packet leaves the hook, and IPVS sends it on. */
  readonly stolen: boolean;
}

/** What came of a hook. */
export interface HookResult {
  readonly parts: readonly HookPart[];
  /** Set when rules let the packet go no further, with the last of the parts. */
  readonly stopped: Extract<Verdict, { verdict: 'drop' | 'reject' }> | undefined;
}

/**
 * Shows a packet to one hook of a namespace: its rules, conntrack and IPVS, in the kernel's order. Changes `skb`; `undefined`
 * when nobody in this namespace has ever written a rule, so that there is no hook to speak of.
 */
export function runHook(
  netns: Netns,
  hook: Hook,
  skb: Skb,
  between: Between,
  memory: Memory,
): HookResult | undefined {
  const plan = plansOf(netns)?.[hook];
  if (!plan) return undefined;
  const run = new HookRun(netns, plan, skb, between, memory);
  for (const action of plan.actions) {
    run.act(action);
    if (run.isOver) break;
  }
  run.finish();
  return run;
}

/** One packet at one hook. Rules see of it what {@link RuleContext} lets them. */
class HookRun implements RuleContext, HookResult {
  parts: readonly HookPart[] = none;
  stopped: HookResult['stopped'];
  isOver = false;
  private readonly netns: Netns;
  private readonly plan: Plan;
  private readonly skb: Skb;
  private readonly between: Between;
  private readonly memory: Memory;
  private readonly conntrack: Conntrack;
  /** The part that is being written. */
  private part: Writable<Hop<'netfilter'>>;

  constructor(netns: Netns, plan: Plan, skb: Skb, between: Between, memory: Memory) {
    this.netns = netns;
    this.plan = plan;
    this.skb = skb;
    this.between = between;
    this.memory = memory;
    this.conntrack = memory.conntrackOf(netns.id);
    this.part = startPart(plan, skb.packet);
  }

  act(action: Action): void {
    if (action === 'conntrack') this.track();
    else if (action === 'confirm') this.confirm();
    else if (action === 'nat') this.translate();
    else if (action === 'request' || action === 'answer') this.balance(action);
    else this.judge(action);
  }

  /** Parts in which nothing happened are left out, but for the only one. */
  finish(): void {
    const { part, skb, state } = this;
    const hasActed = part.looks.length > 0 || part.before !== skb.packet;
    if (!hasActed && this.parts.length > 0) return;
    part.after = skb.packet;
    part.state = state;
    part.entry = skb.track && this.conntrack.show(skb.track);
    this.add(part);
  }

  private add(part: HookPart): void {
    this.parts = this.parts.length === 0 ? [part] : [...this.parts, part];
  }

  /** A packet on the loopback device has been looked at already on its way out. */
  private track(): void {
    if (this.skb.track || this.skb.invalid) return;
    this.skb.track = this.conntrack.track(this.skb.packet);
    this.skb.invalid = this.skb.track === undefined;
  }

  private confirm(): void {
    if (this.skb.track) this.conntrack.confirm(this.skb.track);
  }

  private judge(rules: Rules): void {
    const verdict = this.walk(rules);
    if (verdict.verdict !== 'drop' && verdict.verdict !== 'reject') return;
    this.stopped = verdict;
    this.isOver = true;
  }

  /** IPVS deals with a packet once; what it sends to another machine it takes out of the hook (ip_vs_nat_send_or_cont). */
  private balance(direction: IpvsPass['direction']): void {
    const { ipvs, id } = this.netns;
    const { packet, virtualServer } = this.skb;
    if (!ipvs || virtualServer) return;
    const { nowSeconds } = this.memory;
    const found = ipvs[direction](packet, { memory: this.memory.ipvsOf(id), nowSeconds });
    if (!found) return;
    this.finish();
    this.skb.virtualServer = found.virtualServer;
    this.skb.packet = found.packet;
    const { realServer } = found;
    const stolen = direction === 'request' && !!realServer && !this.isLocal(realServer.address);
    this.add({ ...found, before: packet, after: found.packet, direction, stolen });
    this.isOver = stolen || !realServer;
    this.part = startPart(this.plan, found.packet);
    if (direction === 'request' && realServer) this.alterReply(realServer);
  }

  /** ip_vs_update_conntrack: answers will come from the real server, and IPVS itself sees to them. */
  private alterReply({ address, port }: RealServer): void {
    const { track } = this.skb;
    if (!track || track.confirmed) return;
    this.conntrack.balance(track, { ...track.entry.reply, source: address, sourcePort: port });
  }

  /** nf_nat_inet_fn: the rules are asked once a connection and end; afterwards, and for answers, memory decides. */
  private translate(): void {
    const { track, packet } = this.skb;
    const { manipulates: end } = this.plan;
    if (!track || !end) return;
    if (track.state === 'NEW' && track.direction === 'original' && !track.entry.decided[end])
      this.decide(track, end);
    this.skb.packet = translated(packet, track, end);
    if (this.skb.packet !== packet) this.part.rewrite ??= 'unnat';
  }

  private decide(track: Track, end: PacketEnd): void {
    const verdict = this.askNat();
    const reply = this.replyAfter(verdict, track);
    this.conntrack.decide(track, end, reply ?? track.entry.reply);
    if (reply) this.part.rewrite = end === 'destination' ? 'dnat' : 'snat';
  }

  /** The first that translates is the last that is asked. */
  private askNat(): Verdict {
    for (const rules of this.plan.nat) {
      const verdict = this.walk(rules);
      if (verdict.verdict !== 'accept') return verdict;
    }
    return accepted;
  }

  private replyAfter(verdict: Verdict, track: Track): ConntrackEntry['reply'] | undefined {
    const { reply } = track.entry;
    if (verdict.verdict === 'dnat')
      return { ...reply, source: verdict.address, sourcePort: verdict.port ?? reply.sourcePort };
    if (verdict.verdict !== 'snat') return undefined;
    const destination = verdict.address ?? this.addressOfDevice();
    if (destination === undefined) return undefined;
    const renamed = { ...reply, destination };
    const random = verdict.randomPort ? this.memory.random : undefined;
    const port =
      reply.protocol === 'ICMP'
        ? reply.destinationPort
        : this.conntrack.freePort(renamed, reply.destinationPort, random);
    return { ...renamed, destinationPort: port };
  }

  private addressOfDevice(): Ip | undefined {
    const device = this.netns.interfaces.get(this.between.outInterface ?? '');
    return device && addressFor(this.netns, device);
  }

  private walk({ name, family, flows }: Rules): Verdict {
    const { packet, mark } = this.skb;
    if (family !== undefined && family !== familyOf(packet.source)) return accepted;
    const { part } = this;
    const pass = flows.pass(packet, this, mark);
    const { inInterface, outInterface } = this.between;
    const { endedBy } = pass;
    const look = { table: name, packet, mark, inInterface, outInterface, endedBy };
    part.looks = part.looks.length === 0 ? [look] : [...part.looks, look];
    part.looked += pass.looked;
    if (part.passes.length === 0) {
      part.passes = pass.passes;
      part.because = pass.because;
    } else if (pass.passes.length > 0) {
      part.passes = [...part.passes, ...pass.passes];
      part.because = causesOf(part.passes);
    }
    this.skb.mark = pass.mark;
    return pass.verdict;
  }

  get hook(): Hook {
    return this.plan.hook;
  }

  get inInterface(): string | undefined {
    return this.between.inInterface;
  }

  get outInterface(): string | undefined {
    return this.between.outInterface;
  }

  get bridgeInPort(): string | undefined {
    return this.between.bridgeInPort;
  }

  get bridgeOutPort(): string | undefined {
    return this.between.bridgeOutPort;
  }

  get state(): RuleContext['state'] {
    return this.skb.track?.state ?? 'INVALID';
  }

  get translated(): RuleContext['translated'] {
    const { track } = this.skb;
    return {
      destination: track !== undefined && translatesDestination(track.entry),
      source: track !== undefined && translatesSource(track.entry),
    };
  }

  get virtualServer(): RuleContext['virtualServer'] {
    return this.skb.virtualServer;
  }

  get originalDestination(): Ip | undefined {
    return this.skb.track?.entry.original.destination;
  }

  isLocal(address: Ip): boolean {
    return isLocal(this.netns, address);
  }

  findInSet(name: string, packet: Packet, ends: readonly SetEnd[]): readonly Ref[] | undefined {
    return this.netns.ipsets?.get(name)?.find(packet, ends);
  }

  roll<Outcome extends number | boolean>(outcomeOf: (number: number) => Outcome): Outcome {
    return outcomeOf(this.memory.random.next());
  }

  get nowSeconds(): number {
    return this.memory.nowSeconds;
  }

  get recent(): RuleContext['recent'] {
    return this.memory.recentOf(this.netns.id);
  }
}

type Writable<Thing> = { -readonly [Key in keyof Thing]: Thing[Key] };

function startPart({ hook, place }: Plan, before: Packet): Writable<Hop<'netfilter'>> {
  return {
    step: 'netfilter',
    place,
    before,
    after: before,
    because: none,
    hook,
    passes: none,
    looks: none,
    looked: 0,
    state: 'INVALID',
    rewrite: undefined,
    entry: undefined,
  };
}

const accepted: Verdict = { verdict: 'accept' };
const none: readonly never[] = [];
