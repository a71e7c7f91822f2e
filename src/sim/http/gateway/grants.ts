import { itemOf, refTo } from '../../api/index.ts';
import type { Ref, Store } from '../../api/types.ts';
import { group, listOf } from './kinds.ts';

/** An object that a reference leads to, in a namespace that is known. */
export interface Target {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/**
 * What allows objects of a kind in a namespace to refer to an object of another namespace: the entry `to` of a ReferenceGrant there, or
 * nothing (ReferenceGrant of Gateway API: an entry of `from` and one of `to` have to fit; without a name, `to` means all of its kind).
 */
export function grantOf(
  store: Store,
  from: { readonly kind: string; readonly namespace: string },
  target: Target,
): Ref | undefined {
  for (const grant of listOf(store, 'ReferenceGrant')) {
    if (grant.metadata.namespace !== target.namespace) continue;
    const isFrom = grant.spec.from.some(
      (one) => one.group === group && one.kind === from.kind && one.namespace === from.namespace,
    );
    const to = grant.spec.to.findIndex(
      (one) =>
        one.group === target.group &&
        one.kind === target.kind &&
        (one.name === undefined || one.name === '' || one.name === target.name),
    );
    if (isFrom && to >= 0) return refTo(grant, itemOf('spec.to', to));
  }
  return undefined;
}
