import chrome from './chrome.ts';
import steps from './steps.ts';

/** What the app says from the start, in English. */
export default { chrome, steps };
