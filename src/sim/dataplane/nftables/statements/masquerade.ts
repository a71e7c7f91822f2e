import type { StatementDefinition } from '../types.ts';

declare module '../types.ts' {
  interface Statements {
    /** The source is rewritten to the address of the interface the packet leaves by. */
    masquerade: { readonly fullyRandom: boolean };
  }
}

const masquerade: StatementDefinition<'masquerade'> = {
  name: 'masquerade',
  act: ({ fullyRandom }) => ({ end: { verdict: 'snat', randomPort: fullyRandom } }),
  print: ({ fullyRandom }) => `masquerade${fullyRandom ? ' fully-random' : ''}`,
};
export default masquerade;
