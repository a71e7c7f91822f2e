import type { Messages } from '../messages.ts';
import chrome from './chrome.ts';
import steps from './steps.ts';

/** What the app says from the start, in Korean. */
const messages: Messages = { chrome, steps };
export default messages;
