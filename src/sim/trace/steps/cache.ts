import type { RecordType } from '../../net/index.ts';
import type { StepDefinition } from '../types.ts';

declare module '../types.ts' {
  interface Steps {
    /** A name server answers from what it remembers of an earlier answer. */
    cache: {
      readonly name: string;
      readonly type: RecordType;
      /** For how much longer it will. */
      readonly secondsLeft: number;
    };
  }
}

const cache: StepDefinition<'cache'> = { name: 'cache', motion: () => 'ask' };
export default cache;
