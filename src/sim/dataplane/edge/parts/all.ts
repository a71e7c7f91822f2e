export { publishedNames } from './published.ts';
export { relay } from './relay.ts';
