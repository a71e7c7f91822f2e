import type { Ip, TargetDefinition } from '../types.ts';

declare module '../types.ts' {
  interface Targets {
    /** The source is rewritten to this address. */
    SNAT: { readonly address: Ip; readonly randomFully?: boolean };
  }
}

const snat: TargetDefinition<'SNAT'> = {
  name: 'SNAT',
  act: ({ address, randomFully = false }) => ({
    end: { verdict: 'snat', address, randomPort: randomFully },
  }),
  print: ({ address, randomFully }) =>
    `-j SNAT --to-source ${address}${randomFully === true ? ' --random-fully' : ''}`,
};
export default snat;
