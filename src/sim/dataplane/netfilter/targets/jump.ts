import type { TargetDefinition } from '../types.ts';

declare module '../types.ts' {
  interface Targets {
    /** `-j`: on with the rules of another chain, and back here when none of them ended the walk. */
    jump: { readonly chain: string };
  }
}

const jump: TargetDefinition<'jump'> = {
  name: 'jump',
  act: ({ chain }) => ({ jump: chain }),
  print: ({ chain }) => `-j ${chain}`,
};
export default jump;
