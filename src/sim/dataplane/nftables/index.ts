import { blocksOfNftables } from './blocks.ts';
import { metFrom } from './met.ts';
import { printRuleset } from './print.ts';
import { walkChain } from './walk.ts';
import type { HookedChain, Nftables, Table } from './types.ts';

/** The rules of a namespace, ready for the hooks and for print. */
export function nftablesOf(tables: readonly Table[]): Nftables {
  return {
    tables,
    baseChains: tables.flatMap(hookedChains),
    print: () => printRuleset(tables),
    blocks: () => blocksOfNftables(tables),
  };
}

function hookedChains(table: Table): readonly HookedChain[] {
  return [...table.chains.values()].flatMap((chain) =>
    chain.base
      ? [
          {
            ...chain.base,
            family: table.family,
            table,
            chain,
            walk: (packet, context, mark) => walkChain(table, chain, packet, context, mark),
            met: () => metFrom(table, chain),
          } satisfies HookedChain,
        ]
      : [],
  );
}

export * from './write.ts';
export type * from './types.ts';
