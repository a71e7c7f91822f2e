/** What happens in a cluster when something is done to it, in virtual time. */
export { atRest, clusterAt, unfold } from './unfold.ts';
export { later } from './later.ts';
