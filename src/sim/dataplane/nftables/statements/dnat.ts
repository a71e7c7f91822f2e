import { withPort, type Ip } from '../../../net/index.ts';
import type { StatementDefinition } from '../types.ts';

declare module '../types.ts' {
  interface Statements {
    /** `dnat to 10.244.0.2:8080`: the destination is rewritten. */
    dnat: { readonly address: Ip; readonly port: number };
  }
}

const dnat: StatementDefinition<'dnat'> = {
  name: 'dnat',
  act: ({ address, port }) => ({ end: { verdict: 'dnat', address, port } }),
  print: ({ address, port }) => `dnat to ${withPort(address, port)}`,
};
export default dnat;
