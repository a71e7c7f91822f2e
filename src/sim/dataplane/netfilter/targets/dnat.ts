import { printTo, readTo, valueOf } from '../words.ts';
import type { Ip, TargetDefinition, TargetWording } from '../types.ts';

declare module '../types.ts' {
  interface Targets {
    /** The destination is rewritten; without `port` it keeps its port. */
    DNAT: { readonly address: Ip; readonly port?: number };
  }
}

const dnat: TargetDefinition<'DNAT'> = {
  name: 'DNAT',
  act: ({ address, port }) => ({
    end: { verdict: 'dnat', address, ...(port === undefined ? {} : { port }) },
  }),
  print: ({ address, port }) => `-j DNAT --to-destination ${printTo(address, port)}`,
};
export default dnat;

export const wording: TargetWording<'DNAT'> = {
  options: { '--to-destination': 1 },
  read: (given) => readTo(valueOf(given, '--to-destination')),
};
