import type { InterfaceId } from '../../dataplane/types.ts';
import type { StepDefinition } from '../types.ts';

declare module '../types.ts' {
  interface Steps {
    /** A frame crossed a link and is now at the interface of `place`. */
    cross: {
      /** `peer`: bpf_redirect_peer() put it there, past the queue of the veth pair. */
      readonly link: 'veth' | 'wire' | 'loopback' | 'peer';
      /** The interface it left by. */
      readonly from: InterfaceId;
      readonly sourceMac: string;
      readonly destinationMac: string;
    };
  }
}

const cross: StepDefinition<'cross'> = { name: 'cross', motion: () => 'travel' };
export default cross;
