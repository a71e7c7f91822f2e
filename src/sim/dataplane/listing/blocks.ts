import { remember } from '../../../base/remember.ts';
import { blocksOfNetfilter } from '../netfilter/blocks.ts';
import type { RulePass } from '../netfilter/types.ts';
import type { Netns } from '../types.ts';
import type { RuleBlock, RuleLine } from './types.ts';

/** All chains, sets and maps of a namespace, by the names of the programs that list them, as `rulePrinters` has them. */
export const ruleBlocks = remember(
  ({ iptables, nftables }: Netns): ReadonlyMap<string, readonly RuleBlock[]> => {
    const blocks = new Map<string, readonly RuleBlock[]>();
    if (Object.keys(iptables).length > 0) blocks.set('iptables-save', blocksOfNetfilter(iptables));
    if (nftables) blocks.set('nft list ruleset', nftables.blocks());
    return blocks;
  },
);

/** The chain of a pass; `undefined` when the namespace has no such chain. */
export function blockOf(
  netns: Netns,
  { table, chain }: Pick<RulePass, 'table' | 'chain'>,
): RuleBlock | undefined {
  return [...ruleBlocks(netns).values()]
    .flat()
    .find((block) => block.kind === 'chain' && block.table === table && block.name === chain);
}

/** Some rules of a chain, one after the other. */
export interface Excerpt {
  /** Place of the first of them in the chain, from 0. */
  readonly from: number;
  readonly lines: readonly RuleLine[];
  /** How many rules the whole chain has. */
  readonly count: number;
}

/** The rule at `index` with as many as `around` before it and after it. */
export function excerptOf({ lines }: RuleBlock, index: number, around: number): Excerpt {
  const from = Math.max(0, index - around);
  return { from, lines: lines.slice(from, index + around + 1), count: lines.length };
}
