import type { Ip } from '../../net/index.ts';
import type { Resolved } from '../../dataplane/neighbor.ts';
import type { StepDefinition } from '../types.ts';

declare module '../types.ts' {
  interface Steps {
    /** The packet got its hardware addresses and is handed to the interface of `place`. */
    transmit: {
      /** The neighbour it is for: the next hop, or the destination itself on the same link. */
      readonly neighbor: Ip;
      readonly mac: string;
      /** Whether the hardware address was known (`permanent`, written by a daemon) or asked for by ARP, and answered by its owner, a proxy or a BPF program. */
      readonly learned: Resolved['learned'];
    };
  }
}

const transmit: StepDefinition<'transmit'> = { name: 'transmit', motion: () => 'travel' };
export default transmit;
