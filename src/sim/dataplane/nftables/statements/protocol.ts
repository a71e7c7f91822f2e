import type { Protocol } from '../../../net/index.ts';
import type { StatementDefinition } from '../types.ts';

declare module '../types.ts' {
  interface Statements {
    /** `meta l4proto tcp` */
    protocol: { readonly protocol: Protocol };
  }
}

const protocol: StatementDefinition<'protocol'> = {
  name: 'protocol',
  act: (statement, { packet }) =>
    packet.transport.protocol === statement.protocol ? 'next' : 'break',
  print: (statement) => `meta l4proto ${statement.protocol.toLowerCase()}`,
};
export default protocol;
