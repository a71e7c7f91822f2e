/** What kube-proxy does about connection tables, when time passes: nothing that carries packets needs it. */
export { withoutStale } from './cleanup.ts';
