export { readSender, type SharedChoices, type SharedMoment } from './choices.ts';
export { readLink, writeLink, type LinkContent } from './link.ts';
