import type { Tunnel } from './encapsulate.ts';
import type { StepDefinition } from '../types.ts';

declare module '../types.ts' {
  interface Steps {
    /** A tunnel device took the frame or packet out of the packet that carried it. */
    decapsulate: {
      readonly device: string;
      readonly tunnel: Tunnel;
      readonly vni?: number | undefined;
    };
  }
}

const decapsulate: StepDefinition<'decapsulate'> = { name: 'decapsulate', motion: () => 'unwrap' };
export default decapsulate;
