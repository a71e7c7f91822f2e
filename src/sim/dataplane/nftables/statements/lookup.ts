import { concatenation, keyIn } from '../fields.ts';
import { elementOf } from '../memory.ts';
import type { Field, StatementDefinition } from '../types.ts';

declare module '../types.ts' {
  interface Statements {
    /** `ip daddr @cluster-ips`: these fields, taken together, are in a set. */
    lookup: { readonly fields: readonly Field[]; readonly set: string };
  }
}

const lookup: StatementDefinition<'lookup'> = {
  name: 'lookup',
  act({ fields, set: name }, { packet, context, set }) {
    const key = keyIn(fields, packet);
    const found = key === undefined ? undefined : elementOf(set(name), key, context);
    return found ? { found } : 'break';
  },
  print: ({ fields, set }) => `${fields.join(concatenation)} @${set}`,
  leads: ({ set }) => ({ set }),
};
export default lookup;
