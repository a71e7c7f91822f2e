import type { Element, StatementDefinition } from '../types.ts';
import { printElement } from '../words.ts';

declare module '../types.ts' {
  interface Statements {
    /** `numgen random mod 2 vmap { 0 : goto a, 1 : goto b }`: one of these by chance, all equally likely. */
    spread: { readonly elements: readonly Element[] };
  }
}

const spread: StatementDefinition<'spread'> = {
  name: 'spread',
  act({ elements }, { context }) {
    const element = elements[context.roll((number) => Math.floor(number * elements.length))];
    return element?.verdict ? { lead: element.verdict, element } : 'break';
  },
  print: ({ elements }) =>
    `numgen random mod ${elements.length} vmap { ${elements.map(printElement).join(', ')} }`,
  leads: ({ elements }) => ({ elements }),
};
export default spread;
