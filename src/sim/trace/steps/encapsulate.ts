import type { Ip } from '../../net/index.ts';
import type { StepDefinition } from '../types.ts';

/** How a packet is put inside another one. */
export type Tunnel = 'VXLAN' | 'IPIP' | 'WireGuard';

declare module '../types.ts' {
  interface Steps {
    /** A tunnel device put a frame or packet as a whole inside a packet between two nodes. */
    encapsulate: {
      readonly device: string;
      readonly tunnel: Tunnel;
      /** Number of the virtual network, where the tunnel has one. */
      readonly vni?: number | undefined;
      /** The node at the far end, from the device's FDB. */
      readonly remote: Ip;
      readonly overheadBytes: number;
    };
  }
}

const encapsulate: StepDefinition<'encapsulate'> = { name: 'encapsulate', motion: () => 'wrap' };
export default encapsulate;
