import type { Ref } from '../../api/types.ts';
import type { Ip, IpFamily, Packet } from '../../net/index.ts';
import type { RuleBlock } from '../listing/types.ts';
import type { Hook, Meaning, RuleContext, Verdict } from '../netfilter/types.ts';

/** All nftables rules of one network namespace: what a program wrote, and how the kernel and `nft` deal with it. */
export interface Nftables {
  readonly tables: readonly Table[];
  /** The base chains of all tables: what the hooks run. */
  readonly baseChains: readonly HookedChain[];
  /** The text of `nft list ruleset`. */
  print(): string;
  /** The same in parts. */
  blocks(): readonly RuleBlock[];
}

/** A base chain as its hook sees it (struct nf_hook_ops of Linux). */
export interface HookedChain extends BaseHook {
  readonly family: IpFamily;
  readonly table: Table;
  readonly chain: Chain;
  /** Shows a packet to the chain, and to those it leads to. `mark` is the packet's mark now. */
  walk(packet: Packet, context: RuleContext, mark: number): ChainPass;
  /** All that a packet may meet from here on: rules, and elements of the sets and maps they look into, each once. */
  met(): Iterable<Met>;
}

/** What tells why it is there. */
export type Met = Pick<Rule, 'because'>;

export interface Table {
  readonly family: IpFamily;
  readonly name: string;
  readonly comment?: string;
  /** Sets and maps, which share their names, in the order they were made. */
  readonly sets: ReadonlyMap<string, NamedSet>;
  readonly chains: ReadonlyMap<string, Chain>;
}

export interface Chain {
  readonly name: string;
  /** Base chains have one; the others are reached by `jump` and `goto` alone. */
  readonly base?: BaseHook;
  readonly comment?: string;
  readonly rules: readonly Rule[];
}

/** Where a base chain hangs. Lower priorities come first; those of `nat` are asked once a connection. */
export interface BaseHook {
  readonly type: 'filter' | 'nat';
  readonly hook: Hook;
  readonly priority: number;
}

/** One rule: statements from left to right, of which the first that does not fit ends it. */
export interface Rule {
  readonly statements: readonly Statement[];
  readonly comment?: string;
  /** Which objects and fields made somebody write it; only rules that every node has may leave it empty. */
  readonly because: readonly Ref[];
  readonly meaning?: Meaning;
}

/** A set, or a map when `valueType` says so. */
export interface NamedSet {
  readonly name: string;
  /** Types of what is looked up: more than one for a concatenation. */
  readonly keyType: readonly KeyType[];
  readonly valueType?: 'verdict';
  readonly comment?: string;
  /** Rules add elements themselves, and those go again after this many seconds. The table holds none, memory does. */
  readonly timeoutSeconds?: number;
  /** By key, as `nft` prints it: `10.96.0.10 . tcp . 80`. */
  readonly elements: ReadonlyMap<string, Element>;
}

export type KeyType = 'ipv4_addr' | 'ipv6_addr' | 'inet_proto' | 'inet_service';

/** An element of a set or a map. Like a rule it was written because of something. */
export interface Element {
  readonly key: string;
  /** Elements of verdict maps have one. */
  readonly verdict?: Leading;
  readonly comment?: string;
  readonly because: readonly Ref[];
  readonly meaning?: Meaning;
}

/** What a rule or an element of a verdict map makes of a packet (`reject` is no verdict but a statement of its own). */
export type Leading =
  | { readonly verdict: 'accept' }
  | { readonly verdict: 'drop' }
  | { readonly verdict: 'return' }
  | { readonly verdict: 'jump' | 'goto'; readonly chain: string };

/** Parts of a packet that rules compare or look up, as `nft` calls them. */
export type Field = AddressField | 'meta l4proto' | 'th dport';
export type AddressField = 'ip saddr' | 'ip daddr' | 'ip6 saddr' | 'ip6 daddr';

/** What a statement of each name holds. A statement's own file in `statements/` adds its line by declaration merging. */
export interface Statements {}
export type StatementName = keyof Statements;
/** One part of a rule, as data. */
export type Statement = {
  readonly [Name in StatementName]: { readonly statement: Name } & Statements[Name];
}[StatementName];

/** A packet at a statement. */
export interface Sight {
  readonly packet: Packet;
  readonly context: RuleContext;
  readonly mark: number;
  /** The table's set or map of this name. Throws when there is none: the kernel would not have taken the rule. */
  readonly set: (name: string) => NamedSet;
}

/**
 * What a statement came to: on with the next (`next`), perhaps with an element that was found or with another mark; the rule
 * does not fit (`break`, NFT_BREAK of Linux); a verdict that ends all, or one that leads to another chain.
 */
export type Result =
  | 'next'
  | 'break'
  | { readonly found: Element }
  | { readonly mark: number }
  | { readonly end: Verdict; readonly element?: Element }
  | { readonly lead: Leading; readonly element?: Element };

/** How a statement behaves: the default export of a file in `statements/`. */
export interface StatementDefinition<Name extends StatementName = StatementName> {
  readonly name: Name;
  act(statement: Statements[Name], sight: Sight): Result;
  /** The words `nft` prints for it. */
  print(statement: Statements[Name]): string;
  /** Where it may lead: names of chains and of sets, and elements of its own. */
  leads?(statement: Statements[Name]): Leads;
}

export interface Leads {
  readonly chain?: string;
  readonly set?: string;
  readonly elements?: readonly Pick<Element, 'because' | 'verdict'>[];
}

/** One rule that was looked at and fitted. */
export interface NftPass {
  /** Family and name: `ip kube-proxy`. */
  readonly table: string;
  readonly chain: string;
  /** Place in the chain, from 0. */
  readonly index: number;
  /** The rule with the causes and the meaning of the element that decided, where one did. */
  readonly rule: Rule;
  /** The element of a map that decided, as `nft` prints it: `10.96.0.10 . tcp . 80 : goto service-…`. */
  readonly element?: string;
  /** The rule as `nft` prints it. */
  readonly text: string;
}

/** What came of showing one packet to a base chain. */
export interface ChainPass {
  readonly verdict: Verdict;
  /** The rules that fitted, in order. */
  readonly passes: readonly NftPass[];
  /** How many rules were looked at, fitting or not. */
  readonly looked: number;
  /** The packet mark after the chain. */
  readonly mark: number;
}

export type { Ip, Packet };
