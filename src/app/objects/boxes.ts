import { keyOf, keyOfObject, type Key, type Obj } from '../../sim/api/index.ts';
import type { Ref } from '../../sim/api/types.ts';
import type { World } from '../../sim/world.ts';
import type { Box, Stage } from '../../view/scene/index.ts';
import { family } from './rows.ts';

/** The object that a box is, where it is one: a Pod or a node. */
export function objectOfBox({ kind, because: [ref] }: Box): Key | undefined {
  return ref && (kind === 'pod' || kind === 'node') ? keyOfRef(ref) : undefined;
}

/** The box that an object is, where it has one. */
export function boxOfObject({ boxes }: Stage, object: Key): Box | undefined {
  return boxes.find((box) => objectOfBox(box) === object);
}

/** The boxes that exist because of an object, or of what was made from it. */
export function boxesOfObject(
  { cluster }: World,
  { boxes }: Stage,
  object: Obj,
): ReadonlySet<string> {
  const wanted = new Set(family(object, cluster.store).map(keyOfObject));
  const found = boxes.filter(({ because }) => because.some((ref) => wanted.has(keyOfRef(ref))));
  return new Set(found.map(({ id }) => id));
}

function keyOfRef({ kind, namespace, name }: Ref): Key {
  return keyOf(kind, namespace, name);
}
