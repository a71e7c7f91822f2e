import { readIp } from '../../../net/index.ts';
import { valueOf } from '../words.ts';
import type { Ip, TargetDefinition, TargetWording } from '../types.ts';

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

export const wording: TargetWording<'SNAT'> = {
  options: { '--to-source': 1, '--random-fully': 0 },
  read(given) {
    const address = readIp(valueOf(given, '--to-source') ?? '');
    return (
      address && {
        address,
        ...(given.some(({ name }) => name === '--random-fully') && { randomFully: true }),
      }
    );
  },
};
