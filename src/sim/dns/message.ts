import type { DnsMessage } from '../net/index.ts';

/** What is asked. Names are fully qualified, in the letters that the asker chose. */
export type Question = DnsMessage['question'];

/** What comes back. */
export type Answer = NonNullable<DnsMessage['answer']>;
