import { familyOf, type Ip } from '../../../net/index.ts';
import type { Ref } from '../../../api/types.ts';
import type { Element, StatementDefinition } from '../types.ts';
import { concatenation } from '../fields.ts';

/** A place of a map to which the destination is rewritten. */
export interface Backend {
  readonly address: Ip;
  readonly port: number;
  readonly because: readonly Ref[];
}

declare module '../types.ts' {
  interface Statements {
    /**
     * `dnat ip to numgen random mod 2 map { 0 : 10.244.0.2 . 8080, 1 : 10.244.1.2 . 8080 }`: the destination is rewritten to
     * one of these by chance, all equally likely.
     */
    dnatSpread: { readonly backends: readonly Backend[] };
  }
}

const dnatSpread: StatementDefinition<'dnatSpread'> = {
  name: 'dnatSpread',
  act({ backends }, { context }) {
    const index = context.roll((number) => Math.floor(number * backends.length));
    const chosen = backends[index];
    if (!chosen) return 'break';
    const { address, port } = chosen;
    return { end: { verdict: 'dnat', address, port }, element: elementOf(chosen, index) };
  },
  print({ backends }) {
    const [first] = backends;
    const family = first && familyOf(first.address) === 'IPv6' ? 'ip6' : 'ip';
    const elements = backends.map((backend, index) => elementOf(backend, index).key).join(', ');
    return `dnat ${family} to numgen random mod ${backends.length} map { ${elements} }`;
  },
  leads: ({ backends }) => ({ elements: backends }),
};
export default dnatSpread;

function elementOf({ address, port, because }: Backend, index: number): Element {
  return { key: `${index} : ${address}${concatenation}${port}`, because };
}
