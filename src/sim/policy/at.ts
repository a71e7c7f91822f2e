import { itemOf, joinPath, type FieldPath, type Ref } from '../api/index.ts';

/** The field at `path` below the one that `ref` names. */
export function at(ref: Ref, path: FieldPath): Ref {
  return { ...ref, path: joinPath(ref.path, path) };
}

/** An item of the list at `path` below `ref`. */
export function itemAt(ref: Ref, path: FieldPath, index: number): Ref {
  return at(ref, itemOf(path, index));
}
