import type { Cidr, Ip, Packet, Protocol } from '../../net/index.ts';
import type { Ref } from '../../api/types.ts';
import type { VirtualServer } from '../ipvs/types.ts';
import type { SetEnd } from '../ipset/types.ts';
import type { NftPass } from '../nftables/types.ts';

/** The five places where the kernel shows a packet to netfilter, in capitals as iptables names its built-in chains. */
export type Hook = 'PREROUTING' | 'INPUT' | 'FORWARD' | 'OUTPUT' | 'POSTROUTING';

export type TableName = 'raw' | 'mangle' | 'nat' | 'filter';

/** What a match of each name holds. A match's own file in `matches/` adds its line by declaration merging. */
export interface Matches {}
export type MatchName = keyof Matches;
/** A condition of a rule, as data. */
export type Match = {
  readonly [Name in MatchName]: { readonly match: Name } & Matches[Name];
}[MatchName];

/** What a target of each name holds. A target's own file in `targets/` adds its line by declaration merging. */
export interface Targets {}
export type TargetName = keyof Targets;
/** What a rule does with a packet that fits all its matches, as data. */
export type Target = {
  readonly [Name in TargetName]: { readonly target: Name } & Targets[Name];
}[TargetName];

/** One netfilter rule. `because` says which object and field made somebody write it; only rules that every node has may leave it empty. */
export interface Rule {
  readonly matches: readonly Match[];
  readonly target: Target;
  readonly because: readonly Ref[];
  readonly meaning?: Meaning;
}

/** Of rules that drop or reject: what their author means by it. */
export type Meaning = 'no-endpoints' | 'no-local-endpoints' | 'source-range' | 'policy-denied';

export interface Chain {
  readonly name: string;
  /** Built-in chains have one; others return to their caller. */
  readonly policy?: 'ACCEPT' | 'DROP';
  readonly rules: readonly Rule[];
}

export interface Table {
  readonly name: TableName;
  readonly chains: ReadonlyMap<string, Chain>;
}

/** The rules of one network namespace. A table that nobody wrote is absent. */
export type Netfilter = { readonly [Name in TableName]?: Table };

export type ConntrackState = 'NEW' | 'ESTABLISHED' | 'RELATED' | 'INVALID' | 'UNTRACKED';

/** What matches and targets may look at besides the packet. All of it is passed in: rules know no clock and no dice. */
export interface RuleContext {
  readonly hook: Hook;
  readonly inInterface?: string | undefined;
  readonly outInterface?: string | undefined;
  /** Port of a bridge the frame came in by, when bridge-nf shows a bridged packet. */
  readonly bridgeInPort?: string | undefined;
  readonly bridgeOutPort?: string | undefined;
  readonly state: ConntrackState;
  /** Whether conntrack has translated (or will translate) the destination or the source: iptables' `--ctstate DNAT`, `SNAT`. */
  readonly translated: { readonly destination: boolean; readonly source: boolean };
  /** The virtual server for which IPVS has dealt with the packet. */
  readonly virtualServer?: VirtualServer | undefined;
  /** The address the first packet of the connection was meant for, before any translation: iptables' `--ctorigdst`. */
  readonly originalDestination?: Ip | undefined;
  /** Whether `address` belongs to an interface of this network namespace. */
  isLocal(address: Ip): boolean;
  /** Why an ipset of this network namespace has an entry for the packet; `undefined` when it has none. */
  findInSet(name: string, packet: Packet, ends: readonly SetEnd[]): readonly Ref[] | undefined;
  /** Rolls the seeded dice, 0 ≤ number < 1, and tells what comes of it (for `statistic`). */
  roll<Outcome extends number | boolean>(outcomeOf: (number: number) => Outcome): Outcome;
  /** Seconds of virtual time. */
  readonly nowSeconds: number;
  /** Memory of `-m recent` lists and of nftables' dynamic sets: name → address → seconds it was last seen. Mutated by the rules. */
  readonly recent: Map<string, Map<Ip, number>>;
}

/** One rule that was looked at and fitted, of whichever kind. */
export type RulePass = IptablesPass | NftPass;

/** One rule of iptables that was looked at and fitted. */
export interface IptablesPass {
  readonly table: TableName;
  readonly chain: string;
  /** Place in the chain, from 0. */
  readonly index: number;
  readonly rule: Rule;
}

/** One table that was shown a packet at a hook. */
export interface TableLook {
  /** `nat` for one of iptables, `ip kube-proxy` for one of nftables. */
  readonly table: string;
  /** The packet and its mark as the table saw them. */
  readonly packet: Packet;
  readonly mark: number;
  readonly inInterface?: string | undefined;
  readonly outInterface?: string | undefined;
  /** A rule ended the walk, the last of the table's that fitted; or the policy of the built-in chain did. */
  readonly endedBy: 'rule' | 'policy ACCEPT' | 'policy DROP';
}

/** What came of showing one packet to the chains of one table at one hook. */
export interface TablePass {
  readonly table: TableName;
  readonly verdict: Verdict;
  /** The rules that fitted, in order. */
  readonly passes: readonly IptablesPass[];
  /** How many rules were looked at, fitting or not. */
  readonly looked: number;
  /** The packet mark after the table. */
  readonly mark: number;
  /** The rule that ended the walk; absent when the policy of the built-in chain did. It is also the last of `passes`. */
  readonly decided?: IptablesPass;
}

export type Verdict =
  | { readonly verdict: 'accept' }
  | { readonly verdict: 'drop' }
  | { readonly verdict: 'reject'; readonly answer: 'icmp-port-unreachable' | 'tcp-reset' }
  /** Rewrite the destination; `port` absent keeps the port. */
  | { readonly verdict: 'dnat'; readonly address: Ip; readonly port?: number }
  /** Rewrite the source to this address (SNAT) or, without one, to that of the interface the packet leaves by (MASQUERADE). */
  | { readonly verdict: 'snat'; readonly address?: Ip; readonly randomPort: boolean };

/** How a match behaves: the default export of a file in `matches/`. */
export interface MatchDefinition<Name extends MatchName = MatchName> {
  readonly name: Name;
  /**
   * For what stands in the IP header or names an interface: its place among the options iptables-save prints first. The
   * kernel looks at these before any other match of a rule, wherever the rule's author put them.
   */
  readonly headerOrder?: number;
  /** Whether the packet fits. `mark` is the packet's mark now. */
  fits(match: Matches[Name], packet: Packet, context: RuleContext, mark: number): boolean;
  /** Why it fits this packet, which it does, besides what the rule says: the causes of an entry of a set. */
  because?(match: Matches[Name], packet: Packet, context: RuleContext): readonly Ref[];
  /** The words iptables-save prints for it, for example `-m mark --mark 0x4000/0x4000`; `''` where it prints none. */
  print(match: Matches[Name]): string;
}

/** How a target behaves: the default export of a file in `targets/`. */
export interface TargetDefinition<Name extends TargetName = TargetName> {
  readonly name: Name;
  /** What it does: end with a verdict, jump to a chain, return to the caller, or go on with the next rule and perhaps another mark. */
  act(target: Targets[Name], mark: number): Action;
  /** The words iptables-save prints for it, for example `-j DNAT --to-destination 10.244.1.2:8080`; `''` where it prints none. */
  print(target: Targets[Name]): string;
}

/** An option as somebody wrote it: `! --dport 80`. */
export interface GivenOption {
  readonly name: string;
  readonly negated: boolean;
  readonly values: readonly string[];
}

/**
 * How a match is read: the inverse of its `print`, and the export `wording` of its file, so that who never reads rules does not
 * load it.
 */
export interface MatchWording<Name extends MatchName = MatchName> {
  /** The modules (`-m`) whose options these are; absent for options that need none. */
  readonly modules?: readonly string[];
  /** Each option, with the number of words that follow it. Without any, the bare module means the match. */
  readonly options: Readonly<Record<string, number>>;
  /** What the options that were given mean; `undefined` where their values mean nothing here. */
  read(given: readonly GivenOption[], module: string): Matches[Name] | undefined;
}

/** How a target is read: the inverse of its `print`, and the export `wording` of its file. */
export interface TargetWording<Name extends TargetName = TargetName> {
  /** Each option, with the number of words that follow it. */
  readonly options: Readonly<Record<string, number>>;
  /** What the options that were given mean; `undefined` where their values mean nothing here. */
  read(given: readonly GivenOption[]): Targets[Name] | undefined;
}

export type Action =
  | { readonly end: Verdict }
  | { readonly jump: string }
  | { readonly goto: string }
  | { readonly mark: number }
  | 'return'
  | 'next';

export type { Cidr, Ip, Packet, Protocol, Ref, SetEnd };
