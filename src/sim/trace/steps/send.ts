import type { StepDefinition } from '../types.ts';

declare module '../types.ts' {
  interface Steps {
    /** A process hands a packet to its kernel. */
    send: {
      /** Name of the container or program. */
      readonly process: string;
    };
  }
}

const send: StepDefinition<'send'> = { name: 'send', motion: () => 'match' };
export default send;
