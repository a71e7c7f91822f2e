import { parsePath } from '../manifest/index.ts';
import type { FieldPath } from './types.ts';

/** The numbers in the way to an item of a list, outermost first: they order the objects of a document. */
export function indexesIn(at: FieldPath): readonly number[] {
  return parsePath(at).filter((step) => typeof step === 'number');
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
/** Orders paths as the server meets their fields: names by code unit, items of a list by their number. */
export function comparePaths(left: FieldPath, right: FieldPath): number {
  const ours = parsePath(left);
  const theirs = parsePath(right);
  for (let index = 0; index < Math.max(ours.length, theirs.length); index++) {
    const [one, other] = [ours[index], theirs[index]];
    if (one === other) continue;
    if (one === undefined || other === undefined) return one === undefined ? -1 : 1;
    return one < other ? -1 : 1;
  }
  return 0;
}
