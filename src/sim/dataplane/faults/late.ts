/** What only clusters with faults need, in a chunk of its own. */
export { changed } from './conflist.ts';
export { guardNodes } from './firewall.ts';
