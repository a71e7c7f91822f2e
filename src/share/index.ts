export type { SharedChoices, SharedMoment } from './choices.ts';
export { readSender } from './sender.ts';
export { readLink, writeLink } from './link.ts';
