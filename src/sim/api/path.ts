import { parentPath, type FieldPath } from '../manifest/index.ts';

/** The path of a field of an object, of an element of a list: spelled as the manifest spells them. */
export { joinPath as fieldOf, joinPath as itemOf } from '../manifest/index.ts';

/** `rest` seen from `base`: both may be `''`. */
export function joinPath(base: FieldPath, rest: FieldPath): FieldPath {
  if (base === '' || rest === '') return base + rest;
  return rest.startsWith('[') ? base + rest : `${base}.${rest}`;
}

/** What remains of `path` below `ancestor`; `undefined` when it does not lie there. */
export function below(path: FieldPath, ancestor: FieldPath): FieldPath | undefined {
  if (ancestor === '') return path;
  if (path === ancestor) return '';
  if (!path.startsWith(ancestor)) return undefined;
  const next = path[ancestor.length];
  if (next === '.') return path.slice(ancestor.length + 1);
  return next === '[' ? path.slice(ancestor.length) : undefined;
}

/** The last step of a path: `targetPort` of `spec.ports[0].targetPort`. */
export function lastOf(path: FieldPath): string {
  return below(path, parentPath(path) ?? '') ?? '';
}

/** The numbers in the way to an item of a list, outermost first: they order the objects of a document. */
export function indexesIn(at: FieldPath): readonly number[] {
  return (at.match(/\d+/g) ?? []).map(Number);
}

/** Orders lists of numbers by their first difference; the shorter of two that begin alike comes first. */
export function compareNumbers(left: readonly number[], right: readonly number[]): number {
  const length = Math.max(left.length, right.length);
  for (let index = 0; index < length; index++) {
    const difference = (left[index] ?? -1) - (right[index] ?? -1);
    if (difference !== 0) return difference;
  }
  return 0;
}
