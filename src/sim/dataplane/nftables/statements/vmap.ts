import { concatenation, keyIn } from '../fields.ts';
import type { Field, StatementDefinition } from '../types.ts';

declare module '../types.ts' {
  interface Statements {
    /** `ip daddr . meta l4proto . th dport vmap @service-ips`: what a verdict map says of these fields, if it has them. */
    vmap: { readonly fields: readonly Field[]; readonly map: string };
  }
}

const vmap: StatementDefinition<'vmap'> = {
  name: 'vmap',
  act({ fields, map }, { packet, set }) {
    const key = keyIn(fields, packet);
    const element = key === undefined ? undefined : set(map).elements.get(key);
    return element?.verdict ? { lead: element.verdict, element } : 'break';
  },
  print: ({ fields, map }) => `${fields.join(concatenation)} vmap @${map}`,
  leads: ({ map }) => ({ set: map }),
};
export default vmap;
