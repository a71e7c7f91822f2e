import type { StatementDefinition } from '../types.ts';

declare module '../types.ts' {
  interface Statements {
    /** `meta skuid 0`: a process of root has sent it, of this very namespace; every process of a node is root's here. */
    skuid: object;
  }
}

const skuid: StatementDefinition<'skuid'> = {
  name: 'skuid',
  act: (_, { context }) => (context.inInterface === undefined ? 'next' : 'break'),
  print: () => 'meta skuid 0',
};
export default skuid;
