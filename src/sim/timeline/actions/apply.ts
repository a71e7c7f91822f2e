import type { Entry } from '../../api/index.ts';
import type { ActionDefinition } from '../types.ts';

declare module '../types.ts' {
  interface Actions {
    /** Objects as the API server admitted them. */
    apply: { readonly entries: readonly Entry[] };
  }
}

/** `kubectl apply`. */
const apply: ActionDefinition<'apply'> = {
  name: 'apply',
  act: ({ entries }) => entries.map((entry) => ({ put: entry })),
};
export default apply;
