import type { Leading, StatementDefinition } from '../types.ts';
import { printLeading } from '../words.ts';

declare module '../types.ts' {
  interface Statements {
    /** `accept`, `drop`, `return`, `jump` or `goto`. */
    verdict: { readonly leading: Leading };
  }
}

const verdict: StatementDefinition<'verdict'> = {
  name: 'verdict',
  act: ({ leading }) => ({ lead: leading }),
  print: ({ leading }) => printLeading(leading),
  leads: ({ leading }) => ('chain' in leading ? { chain: leading.chain } : {}),
};
export default verdict;
