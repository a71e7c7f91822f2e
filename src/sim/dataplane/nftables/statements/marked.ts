import type { StatementDefinition } from '../types.ts';
import { printMark } from '../words.ts';

declare module '../types.ts' {
  interface Statements {
    /** `meta mark & 0x00004000 != 0x00000000`: the packet bears one of these marks. */
    marked: { readonly mask: number };
  }
}

const marked: StatementDefinition<'marked'> = {
  name: 'marked',
  act: ({ mask }, { mark }) => ((mark & mask) === 0 ? 'break' : 'next'),
  print: ({ mask }) => `meta mark & ${printMark(mask)} != ${printMark(0)}`,
};
export default marked;
