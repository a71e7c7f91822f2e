import { printText } from '../words.ts';
import type { MatchDefinition, MatchWording } from '../types.ts';

declare module '../types.ts' {
  interface Matches {
    /** `-m comment`: words for people. Always fits. */
    comment: { readonly text: string };
  }
}

const comment: MatchDefinition<'comment'> = {
  name: 'comment',
  fits: () => true,
  print: ({ text }) => `-m comment --comment ${printText(text)}`,
};
export default comment;

export const wording: MatchWording<'comment'> = {
  modules: ['comment'],
  options: { '--comment': 1 },
  read: ([option]) => ({ text: option?.values[0] ?? '' }),
};
