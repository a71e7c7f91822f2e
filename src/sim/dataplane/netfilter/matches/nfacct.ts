import { printText } from '../words.ts';
import type { MatchDefinition, MatchWording } from '../types.ts';

declare module '../types.ts' {
  interface Matches {
    /** `-m nfacct`: counts the packet under a name, and always fits. The simulation keeps no such counters. */
    nfacct: { readonly counter: string };
  }
}

const nfacct: MatchDefinition<'nfacct'> = {
  name: 'nfacct',
  fits: () => true,
  // Two blanks: libxt_nfacct.c prints one after the option and one before the name.
  print: ({ counter }) => `-m nfacct --nfacct-name  ${printText(counter)}`,
};
export default nfacct;

export const wording: MatchWording<'nfacct'> = {
  modules: ['nfacct'],
  options: { '--nfacct-name': 1 },
  read: ([option]) => ({ counter: option?.values[0] ?? '' }),
};
