import type { StatementDefinition } from '../types.ts';
import { printMark } from '../words.ts';

declare module '../types.ts' {
  interface Statements {
    /** `meta mark set meta mark | 0x00004000`: bits of the mark are set (`|`) or turned over (`^`). */
    mark: { readonly operator: '|' | '^'; readonly bits: number };
  }
}

const mark: StatementDefinition<'mark'> = {
  name: 'mark',
  act: ({ operator, bits }, { mark: now }) => ({
    mark: (operator === '|' ? now | bits : now ^ bits) >>> 0,
  }),
  print: ({ operator, bits }) => `meta mark set meta mark ${operator} ${printMark(bits)}`,
};
export default mark;
