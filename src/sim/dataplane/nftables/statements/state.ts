import type { ConntrackState } from '../../netfilter/types.ts';
import type { StatementDefinition } from '../types.ts';

declare module '../types.ts' {
  interface Statements {
    /** `ct state new`: the connection is in one of these states. */
    state: { readonly states: readonly ConntrackState[] };
  }
}

const state: StatementDefinition<'state'> = {
  name: 'state',
  act: (statement, { context }) => (statement.states.includes(context.state) ? 'next' : 'break'),
  print: (statement) => `ct state ${statement.states.join(',').toLowerCase()}`,
};
export default state;
