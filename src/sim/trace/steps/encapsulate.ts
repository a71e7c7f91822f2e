import type { Ip } from '../../net/index.ts';
import type { StepDefinition } from '../types.ts';

declare module '../types.ts' {
  interface Steps {
    /** A tunnel device put the whole frame inside a packet between two nodes. */
    encapsulate: {
      readonly device: string;
      readonly vni: number;
      /** The node at the far end, from the device's FDB. */
      readonly remote: Ip;
      readonly overheadBytes: number;
    };
  }
}

const encapsulate: StepDefinition<'encapsulate'> = { name: 'encapsulate', motion: () => 'wrap' };
export default encapsulate;
