import { below, joinPath } from '../../sim/api/index.ts';
import type { Ref, Store } from '../../sim/api/types.ts';

/** Pod, ReplicaSet, Deployment: owners above each other, and some to spare. */
const ownersMax = 8;

/**
 * The field that the learner would have to change to change this one: for a Pod of a Deployment that of the template. Objects
 * nobody else made are their own.
 */
export function writtenAt(store: Store, ref: Ref): Ref {
  let written = ref;
  for (let owners = 0; owners < ownersMax; owners++) {
    const owner = ownerField(store, written);
    if (!owner) break;
    written = owner;
  }
  return written;
}

function ownerField(store: Store, ref: Ref): Ref | undefined {
  const source = store.entry(ref.kind, ref.namespace, ref.name)?.source;
  if (source?.by !== 'controller' || !source.owner) return undefined;
  const { owner, fields = [] } = source;
  for (const { at, from, whole } of fields) {
    const rest = below(ref.path, at);
    if (rest !== undefined) return { ...owner, path: whole ? from : joinPath(from, rest) };
  }
  return { ...owner, path: '' };
}

/** `refs` without repetitions, in their order. */
export function distinct(refs: readonly Ref[]): readonly Ref[] {
  const byKey = new Map(
    refs.map((ref) => [`${ref.kind}/${ref.namespace}/${ref.name}:${ref.path}`, ref]),
  );
  return [...byKey.values()];
}
