import { remember } from '../../base/remember.ts';
import type { Ref } from '../api/types.ts';
import { familyOf, type Ip, type Packet } from '../net/index.ts';
import {
  invert,
  translatesDestination,
  translatesSource,
  type Conntrack,
  type KnownEntry,
  type Track,
} from './conntrack.ts';
import type { Forwarding, RealServer, VirtualServer } from './ipvs/types.ts';
import type { Memory } from './memory.ts';
import type {
  Hook,
  RuleContext,
  RulePass,
  SetEnd,
  TableLook,
  TableName,
  TablePass,
  Verdict,
} from './netfilter/types.ts';
import type { ChainPass, HookedChain } from './nftables/types.ts';
import { walkTable } from './netfilter/index.ts';
import { withDestination, withSource } from './rewrite.ts';
import { addressFor, isLocal } from './routing.ts';
import type { Netns } from './types.ts';

/** A packet inside one kernel, with what the kernel has noted on it (struct sk_buff). */
export interface Skb {
  packet: Packet;
  mark: number;
  track?: Track | undefined;
  /** The tunnel it is to go into, or came out of (struct ip_tunnel_info). */
  tunnel?: { readonly remote: Ip; readonly vni: number };
  /** Conntrack has looked at it and made nothing of it. */
  invalid?: boolean;
  /** IPVS has dealt with it (ipvs_property), for this virtual server. */
  virtualServer?: VirtualServer;
}

/** The interfaces a packet is between, as netfilter's `-i`, `-o` and `-m physdev` see them. */
export interface Between {
  readonly inInterface?: string | undefined;
  readonly outInterface?: string;
  readonly bridgeInPort?: string;
  readonly bridgeOutPort?: string;
}

/** What a hook made of a packet: its rules and conntrack, and IPVS, which stands between them. */
export type HookPart = HookPass | IpvsPass;

/** What IPVS made of a packet. */
export interface IpvsPass extends Forwarding {
  readonly before: Packet;
  readonly after: Packet;
  readonly direction: 'request' | 'answer';
  /** NF_STOLEN: the packet leaves the hook, and IPVS sends it on. */
  readonly stolen: boolean;
}

/** What rules and conntrack made of a packet. */
export interface HookPass {
  readonly before: Packet;
  readonly after: Packet;
  readonly passes: readonly RulePass[];
  readonly looks: readonly TableLook[];
  readonly looked: number;
  readonly state: RuleContext['state'];
  readonly rewrite: 'dnat' | 'snat' | 'unnat' | undefined;
  readonly entry: KnownEntry | undefined;
  /** Set when the packet may not go on. */
  readonly stopped: Extract<Verdict, { verdict: 'drop' | 'reject' }> | undefined;
}

/** Rules a packet can be shown to: a table of iptables, or a base chain of nftables. */
type Rules = TableName | HookedChain;
/** What can run at a hook: rules, or what the kernel does itself. */
type Action = Rules | 'conntrack' | 'confirm' | IpvsPass['direction'];
type WithPriority<What> = readonly [priority: number, what: What];

/**
 * What runs at each hook whatever rules there are, with its priority: lower ones come first (enum nf_ip_hook_priorities).
 */
const actionsAt: Readonly<Record<Hook, readonly WithPriority<Action>[]>> = {
  PREROUTING: [
    [-300, 'raw'],
    [-200, 'conntrack'],
    [-150, 'mangle'],
    [-100, 'nat'],
  ],
  INPUT: [
    [-150, 'mangle'],
    [0, 'filter'],
    [100, 'nat'],
    [Infinity, 'confirm'],
  ],
  FORWARD: [
    [-150, 'mangle'],
    [0, 'filter'],
  ],
  OUTPUT: [
    [-300, 'raw'],
    [-200, 'conntrack'],
    [-150, 'mangle'],
    [-100, 'nat'],
    [0, 'filter'],
  ],
  POSTROUTING: [
    [-150, 'mangle'],
    [100, 'nat'],
    [Infinity, 'confirm'],
  ],
};

/**
 * Where IPVS stands once there is a virtual server (ip_vs_ops4 of net/netfilter/ipvs/ip_vs_core.c). Errors that are forwarded to
 * other addresses are none of kube-proxy's.
 */
const ipvsAt: Readonly<Partial<Record<Hook, readonly WithPriority<Action>[]>>> = {
  INPUT: [
    [98, 'answer'],
    [99, 'request'],
  ],
  FORWARD: [[100, 'answer']],
  OUTPUT: [
    [-99, 'answer'],
    [-98, 'request'],
  ],
};

/** What runs at one hook of a namespace, in order; `nat` is one action there, which asks the rules of `nat` in turn. */
interface Plan {
  readonly actions: readonly Action[];
  readonly nat: readonly Rules[];
}

/** `undefined` when nobody in this namespace has ever written a rule. */
const plansOf = remember((netns: Netns): Readonly<Record<Hook, Plan>> | undefined => {
  const { iptables, nftables } = netns;
  if (Object.keys(iptables).length === 0 && !nftables) return undefined;
  const { baseChains = [] } = nftables ?? {};
  const plan = (hook: Hook): Plan => {
    const chainsOf = (type: HookedChain['type']): readonly WithPriority<HookedChain>[] =>
      baseChains
        .filter((chain) => chain.hook === hook && chain.type === type)
        .map((chain) => [chain.priority, chain]);
    const own = [...actionsAt[hook], ...((netns.ipvs && ipvsAt[hook]) ?? [])];
    const nat = own.flatMap(([priority, action]): readonly WithPriority<Rules>[] =>
      action === 'nat' ? [[priority, action]] : [],
    );
    const isWritten = (action: Action): boolean =>
      !isTable(action) || (iptables[action]?.chains.has(hook) ?? false);
    return {
      actions: inOrder<Action>([...own, ...chainsOf('filter')]).filter(
        (action) => action === 'nat' || isWritten(action),
      ),
      nat: inOrder<Rules>([...nat, ...chainsOf('nat')]).filter(isWritten),
    };
  };
  return {
    PREROUTING: plan('PREROUTING'),
    INPUT: plan('INPUT'),
    FORWARD: plan('FORWARD'),
    OUTPUT: plan('OUTPUT'),
    POSTROUTING: plan('POSTROUTING'),
  };
});

const tableNames: ReadonlySet<Action> = new Set<TableName>(['raw', 'mangle', 'nat', 'filter']);

function isTable(action: Action): action is TableName {
  return tableNames.has(action);
}

/**
 * By priority. Of two that have the same, the one that came to the kernel last runs first (nf_hook_entries_grow): the CNI
 * plugin, which writes with iptables, starts after kube-proxy.
 */
function inOrder<What>(all: readonly WithPriority<What>[]): readonly What[] {
  return all.toSorted(([one], [other]) => one - other).map(([, what]) => what);
}

/** Which end NAT may change at a hook (HOOK2MANIP). */
const manipulates: Readonly<Record<Hook, 'destination' | 'source' | undefined>> = {
  PREROUTING: 'destination',
  OUTPUT: 'destination',
  INPUT: 'source',
  POSTROUTING: 'source',
  FORWARD: undefined,
};

/**
 * Shows a packet to one hook of a namespace: its rules, conntrack and IPVS, in the kernel's order. Changes `skb`; nothing comes
 * of it when nobody in this namespace has ever written a rule, so that there is no hook to speak of.
 */
export function runHook(
  netns: Netns,
  hook: Hook,
  skb: Skb,
  between: Between,
  memory: Memory,
): readonly HookPart[] {
  const plan = plansOf(netns)?.[hook];
  if (!plan) return [];
  const run = new HookRun(netns, hook, plan.nat, skb, between, memory);
  for (const action of plan.actions) {
    run.act(action);
    if (run.isOver) break;
  }
  return run.result();
}

/** One packet at one hook. Rules see of it what {@link RuleContext} lets them. */
class HookRun implements RuleContext {
  isOver = false;
  private stopped: HookPass['stopped'];
  private before: Packet;
  private readonly conntrack: Conntrack;
  private readonly parts: HookPart[] = [];
  private passes: RulePass[] = [];
  private looks: TableLook[] = [];
  private looked = 0;
  private rewrite: HookPass['rewrite'];
  private readonly netns: Netns;
  readonly hook: Hook;
  private readonly nat: readonly Rules[];
  private readonly skb: Skb;
  private readonly between: Between;
  private readonly memory: Memory;

  constructor(
    netns: Netns,
    hook: Hook,
    nat: readonly Rules[],
    skb: Skb,
    between: Between,
    memory: Memory,
  ) {
    this.netns = netns;
    this.hook = hook;
    this.nat = nat;
    this.skb = skb;
    this.between = between;
    this.memory = memory;
    this.before = skb.packet;
    this.conntrack = memory.conntrackOf(netns.id);
  }

  act(action: Action): void {
    if (action === 'conntrack') this.track();
    else if (action === 'confirm') this.confirm();
    else if (action === 'nat') this.translate();
    else if (action === 'request' || action === 'answer') this.balance(action);
    else this.judge(action);
  }

  /** Parts in which nothing happened are left out, but for the only one. */
  result(): readonly HookPart[] {
    const hasActed = this.looks.length > 0 || this.before !== this.skb.packet;
    return hasActed || this.parts.length === 0 ? [...this.parts, this.part()] : this.parts;
  }

  private part(): HookPass {
    const { track } = this.skb;
    return {
      before: this.before,
      after: this.skb.packet,
      passes: this.passes,
      looks: this.looks,
      looked: this.looked,
      state: this.state,
      rewrite: this.rewrite,
      entry: track && this.conntrack.show(track.entry),
      stopped: this.stopped,
    };
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
    this.parts.splice(0, Infinity, ...this.result());
    this.skb.virtualServer = found.virtualServer;
    this.skb.packet = found.packet;
    const { realServer } = found;
    const stolen = direction === 'request' && !!realServer && !this.isLocal(realServer.address);
    this.parts.push({ ...found, before: packet, after: found.packet, direction, stolen });
    this.isOver = stolen || !realServer;
    Object.assign(this, { before: found.packet, passes: [], looks: [], looked: 0 });
    if (direction === 'request' && realServer) this.alterReply(realServer);
  }

  /** ip_vs_update_conntrack: answers will come from the real server, and IPVS itself sees to them. */
  private alterReply({ address, port }: RealServer): void {
    const { track } = this.skb;
    if (!track || track.confirmed) return;
    const { reply } = track.entry;
    this.conntrack.amend(track, {
      reply: { ...reply, source: address, sourcePort: port },
      balanced: true,
    });
  }

  /** nf_nat_inet_fn: the rules are asked once a connection and end; afterwards, and for answers, memory decides. */
  private translate(): void {
    const { track } = this.skb;
    const end = manipulates[this.hook];
    if (!track || !end) return;
    if (track.state === 'NEW' && track.direction === 'original' && !track.entry.decided[end])
      this.decide(track, end);
    this.applyFromMemory(track, end);
  }

  private decide(track: Track, end: 'destination' | 'source'): void {
    const verdict = this.askNat();
    const decided = { ...track.entry.decided, [end]: true };
    const reply = this.replyAfter(verdict, track);
    this.conntrack.amend(track, reply ? { decided, reply } : { decided });
    if (reply) this.rewrite = end === 'destination' ? 'dnat' : 'snat';
  }

  /** The first that translates is the last that is asked. */
  private askNat(): Verdict {
    for (const rules of this.nat) {
      const verdict = this.walk(rules);
      if (verdict.verdict !== 'accept') return verdict;
    }
    return { verdict: 'accept' };
  }

  private replyAfter(verdict: Verdict, track: Track): Track['entry']['reply'] | undefined {
    const { reply } = track.entry;
    if (verdict.verdict === 'dnat')
      return { ...reply, source: verdict.address, sourcePort: verdict.port ?? reply.sourcePort };
    if (verdict.verdict !== 'snat') return undefined;
    const destination = verdict.address ?? this.addressOfDevice();
    if (destination === undefined) return undefined;
    const translated = { ...reply, destination };
    const random = verdict.randomPort ? this.memory.random : undefined;
    const port =
      reply.protocol === 'ICMP'
        ? reply.destinationPort
        : this.conntrack.freePort(translated, reply.destinationPort, random);
    return { ...translated, destinationPort: port };
  }

  private addressOfDevice(): Ip | undefined {
    const device = this.netns.interfaces.get(this.between.outInterface ?? '');
    return device && addressFor(this.netns, device);
  }

  /** nf_nat_packet and, for ICMP errors, nf_nat_icmp_reply_translation. */
  private applyFromMemory(track: Track, end: 'destination' | 'source'): void {
    const { entry, direction } = track;
    const target = direction === 'original' ? invert(entry.reply) : invert(entry.original);
    const changed = direction === 'original' ? end === 'destination' : end === 'source';
    if (!(changed ? translatesDestination(entry) : translatesSource(entry))) return;
    const { transport } = this.skb.packet;
    const next =
      transport.protocol === 'ICMP' && transport.about
        ? this.translateError(target, end)
        : this.rewriteEnd(this.skb.packet, target, end);
    if (next === this.skb.packet) return;
    this.skb.packet = next;
    this.rewrite ??= 'unnat';
  }

  private rewriteEnd(
    packet: Packet,
    target: ReturnType<typeof invert>,
    end: 'destination' | 'source',
  ): Packet {
    return end === 'destination'
      ? withDestination(packet, target.destination, target.destinationPort)
      : withSource(packet, target.source, target.sourcePort);
  }

  /** The packet an ICMP error speaks of goes the other way: its ends are changed crosswise. */
  private translateError(target: ReturnType<typeof invert>, end: 'destination' | 'source'): Packet {
    const { packet } = this.skb;
    if (packet.transport.protocol !== 'ICMP' || !packet.transport.about) return packet;
    const about =
      end === 'destination'
        ? withSource(packet.transport.about, target.destination, target.destinationPort)
        : withDestination(packet.transport.about, target.source, target.sourcePort);
    const outer =
      end === 'destination'
        ? { ...packet, destination: target.destination }
        : { ...packet, source: target.source };
    return { ...outer, transport: { ...packet.transport, about } };
  }

  private walk(rules: Rules): Verdict {
    const { packet, mark } = this.skb;
    const pass = this.passThrough(rules);
    if (!pass) return { verdict: 'accept' };
    const { inInterface, outInterface } = this.between;
    this.looks.push({
      table: nameOf(rules),
      packet,
      mark,
      inInterface,
      outInterface,
      endedBy: endOf(pass),
    });
    this.skb.mark = pass.mark;
    this.passes.push(...pass.passes);
    this.looked += pass.looked;
    return pass.verdict;
  }

  private passThrough(rules: Rules): TablePass | ChainPass | undefined {
    const { packet, mark } = this.skb;
    if (typeof rules !== 'string')
      return familyOf(packet.source) === rules.family ? rules.walk(packet, this, mark) : undefined;
    return walkTable(this.netns.iptables, rules, this.hook, packet, this, mark);
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

  random(): number {
    return this.memory.random.next();
  }

  get nowSeconds(): number {
    return this.memory.nowSeconds;
  }

  get recent(): RuleContext['recent'] {
    return this.memory.recentOf(this.netns.id);
  }
}

/** What people call the table: `nat`, or `ip kube-proxy`. */
function nameOf(rules: Rules): string {
  if (typeof rules === 'string') return rules;
  return `${rules.family === 'IPv6' ? 'ip6' : 'ip'} ${rules.table.name}`;
}

/** Chains of nftables accept what none of their rules decided about; we know none that accept by a rule. */
function endOf(pass: TablePass | ChainPass): TableLook['endedBy'] {
  const { verdict } = pass.verdict;
  if ('table' in pass ? pass.decided : verdict !== 'accept') return 'rule';
  return verdict === 'drop' ? 'policy DROP' : 'policy ACCEPT';
}

/** Why the hook did what it did: the references of the rules that fitted, the deciding rule first, each once. */
export function causesOf(passes: readonly RulePass[]): readonly Ref[] {
  const causes: Ref[] = [];
  for (let last = passes.length - 1; last >= 0; last--)
    for (const ref of passes[last]?.rule.because ?? [])
      if (!causes.some((known) => isSame(known, ref))) causes.push(ref);
  return causes;
}

function isSame(one: Ref, other: Ref): boolean {
  return (
    one === other ||
    (one.name === other.name &&
      one.path === other.path &&
      one.namespace === other.namespace &&
      one.kind === other.kind)
  );
}
