import type { Ip, RecordType } from '../../net/index.ts';
import type { StepDefinition } from '../types.ts';

declare module '../types.ts' {
  interface Steps {
    /** A name server does not know a name itself and asks another one. */
    forward: {
      readonly name: string;
      readonly type: RecordType;
      /** The one it asks now. */
      readonly server: Ip;
    };
  }
}

const forward: StepDefinition<'forward'> = { name: 'forward', motion: () => 'ask' };
export default forward;
