import type { Messages } from '../messages.ts';
import chrome from './chrome.ts';
import findings from './findings.ts';
import outcomes from './outcomes.ts';
import problems from './problems.ts';
import steps from './steps.ts';

/** Everything the app says, in Korean. */
const messages: Messages = { chrome, steps, outcomes, findings, problems };
export default messages;
