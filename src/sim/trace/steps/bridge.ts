import type { StepDefinition } from '../types.ts';

declare module '../types.ts' {
  interface Steps {
    /** A bridge looked up the hardware address and chose a port, or took the frame up to the node itself. */
    bridge: {
      readonly bridge: string;
      readonly destinationMac: string;
      readonly inPort?: string;
      /** Absent when the frame is for the bridge itself. */
      readonly outPort?: string;
    };
  }
}

const bridge: StepDefinition<'bridge'> = { name: 'bridge', motion: () => 'travel' };
export default bridge;
