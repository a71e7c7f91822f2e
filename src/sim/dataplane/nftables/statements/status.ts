import type { StatementDefinition } from '../types.ts';

declare module '../types.ts' {
  interface Statements {
    /** `ct status dnat`: the destination (`snat`: the source) of this connection is translated. */
    status: { readonly status: 'dnat' | 'snat' };
  }
}

const status: StatementDefinition<'status'> = {
  name: 'status',
  act: (statement, { context: { translated } }) =>
    translated[statement.status === 'dnat' ? 'destination' : 'source'] ? 'next' : 'break',
  print: (statement) => `ct status ${statement.status}`,
};
export default status;
