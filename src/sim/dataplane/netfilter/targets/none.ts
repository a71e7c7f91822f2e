import type { TargetDefinition } from '../types.ts';

declare module '../types.ts' {
  interface Targets {
    /** A rule without `-j`: it only counts, and the next rule follows. kube-proxy leaves notes in this form. */
    none: object;
  }
}

const none: TargetDefinition<'none'> = { name: 'none', act: () => 'next', print: () => '' };
export default none;
