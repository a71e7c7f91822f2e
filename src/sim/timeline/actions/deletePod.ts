import { keyOf } from '../../api/index.ts';
import type { ActionDefinition } from '../types.ts';

declare module '../types.ts' {
  interface Actions {
    'delete-pod': { readonly namespace: string; readonly name: string };
  }
}

/** `kubectl delete pod`: it stops within its grace period, and whoever owns it makes another one. */
const deletePod: ActionDefinition<'delete-pod'> = {
  name: 'delete-pod',
  act: ({ namespace, name }, { store }) =>
    store.get('Pod', namespace, name) ? [{ remove: keyOf('Pod', namespace, name) }] : [],
};
export default deletePod;
