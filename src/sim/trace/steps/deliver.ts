import type { Listener } from '../../dataplane/types.ts';
import type { StepDefinition } from '../types.ts';

declare module '../types.ts' {
  interface Steps {
    /** The packet reached a socket. */
    deliver: {
      readonly process: string;
      /** The socket that was waiting; absent when the packet belongs to a connection this process opened. */
      readonly listener?: Listener;
    };
  }
}

const deliver: StepDefinition<'deliver'> = { name: 'deliver', motion: () => 'arrive' };
export default deliver;
