import type { LateMessages } from '../messages.ts';
import findings from './findings.ts';

/** What is said by parts that are downloaded later, in Korean. */
const late: LateMessages = { findings };
export default late;
