/** The only door of the simulation: what other folders may use. */
export { defaultSpec, nodesMax } from './spec.ts';
export type { ClusterSpec } from './spec.ts';
