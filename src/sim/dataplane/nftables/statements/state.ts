import type { ConntrackState } from '../../netfilter/types.ts';
import type { StatementDefinition } from '../types.ts';

declare module '../types.ts' {
  interface Statements {
    /** `ct state new`: the connection is in this state. */
    state: { readonly state: ConntrackState };
  }
}

const state: StatementDefinition<'state'> = {
  name: 'state',
  act: (statement, { context }) => (context.state === statement.state ? 'next' : 'break'),
  print: (statement) => `ct state ${statement.state.toLowerCase()}`,
};
export default state;
