import { addressIn } from '../fields.ts';
import { write } from '../memory.ts';
import type { AddressField, StatementDefinition } from '../types.ts';

declare module '../types.ts' {
  interface Statements {
    /** `update @affinity-… { ip saddr }`: a set remembers this address from now on, until its timeout. */
    update: { readonly set: string; readonly field: AddressField };
  }
}

const update: StatementDefinition<'update'> = {
  name: 'update',
  act({ set, field }, { packet, context }) {
    write(set, addressIn(field, packet), context);
    return 'next';
  },
  print: ({ set, field }) => `update @${set} { ${field} }`,
};
export default update;
