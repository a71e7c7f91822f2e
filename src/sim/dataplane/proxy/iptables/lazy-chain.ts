import type { Chain, Rule } from '../../netfilter/index.ts';

/**
 * A chain whose rules are written when somebody first reads them: of the thousands of chains in a large cluster packets
 * see a few, and each edit would write all of them anew.
 */
export function lazyChain(name: string, write: () => readonly Rule[]): Chain {
  let written: readonly Rule[] | undefined;
  return {
    name,
    get rules() {
      return (written ??= write());
    },
  };
}
