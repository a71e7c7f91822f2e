import type { TargetDefinition, TargetWording } from '../types.ts';

declare module '../types.ts' {
  interface Targets {
    /** The source is rewritten to the address of the interface the packet leaves by. */
    MASQUERADE: { readonly randomFully: boolean };
  }
}

const masquerade: TargetDefinition<'MASQUERADE'> = {
  name: 'MASQUERADE',
  act: ({ randomFully }) => ({ end: { verdict: 'snat', randomPort: randomFully } }),
  print: ({ randomFully }) => `-j MASQUERADE${randomFully ? ' --random-fully' : ''}`,
};
export default masquerade;

export const wording: TargetWording<'MASQUERADE'> = {
  options: { '--random-fully': 0 },
  read: (given) => ({ randomFully: given.length > 0 }),
};
