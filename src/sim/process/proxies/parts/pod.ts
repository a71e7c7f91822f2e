import type { Pod } from '../../../api/kinds/types.ts';
import type { Serving } from '../../types.ts';

/** The Pod whose socket was reached. */
export function podOf({ store, listener: { because } }: Serving): Pod | undefined {
  const ref = because.find(({ kind }) => kind === 'Pod');
  return ref && store.get('Pod', ref.namespace, ref.name);
}
