import type { TargetDefinition, TargetWording } from '../types.ts';

declare module '../types.ts' {
  interface Targets {
    /** The packet is gone, and nobody is told. */
    DROP: object;
  }
}

const drop: TargetDefinition<'DROP'> = {
  name: 'DROP',
  act: () => ({ end: { verdict: 'drop' } }),
  print: () => '-j DROP',
};
export default drop;

export const wording: TargetWording<'DROP'> = { options: {}, read: () => ({}) };
