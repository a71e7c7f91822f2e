import type { TargetDefinition } from '../types.ts';

declare module '../types.ts' {
  interface Targets {
    /** `-g`: on with the rules of another chain, and from its end not back here but to whoever jumped here. */
    goto: { readonly chain: string };
  }
}

const goto: TargetDefinition<'goto'> = {
  name: 'goto',
  act: ({ chain }) => ({ goto: chain }),
  print: ({ chain }) => `-g ${chain}`,
};
export default goto;
