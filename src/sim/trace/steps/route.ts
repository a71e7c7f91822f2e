import type { Ip } from '../../net/index.ts';
import type { Route } from '../../dataplane/types.ts';
import type { StepDefinition } from '../types.ts';

declare module '../types.ts' {
  interface Steps {
    /** The routing table chose where the packet goes next; forwarding costs one of its TTL. */
    route: {
      /** The line that fitted best; absent when the address is this namespace's own. */
      readonly route?: Route | undefined;
      /** Of a route with several next hops, the one that this connection takes. */
      readonly nextHop?: Ip;
      /** `local` for an own address, `forward` from another namespace, `output` for a packet made here. */
      readonly kind: 'local' | 'forward' | 'output';
    };
  }
}

const route: StepDefinition<'route'> = { name: 'route', motion: () => 'match' };
export default route;
