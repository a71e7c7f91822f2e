import type { TargetDefinition, TargetWording } from '../types.ts';

declare module '../types.ts' {
  interface Targets {
    /** The packet passes this table. */
    ACCEPT: object;
  }
}

const accept: TargetDefinition<'ACCEPT'> = {
  name: 'ACCEPT',
  act: () => ({ end: { verdict: 'accept' } }),
  print: () => '-j ACCEPT',
};
export default accept;

export const wording: TargetWording<'ACCEPT'> = { options: {}, read: () => ({}) };
