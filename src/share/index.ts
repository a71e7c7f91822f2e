export { readSender, type SharedChoices, type SharedMoment } from './choices.ts';
export { readLink, writeLink } from './link.ts';
