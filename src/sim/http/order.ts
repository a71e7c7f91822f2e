import { compareText } from '../api/index.ts';
import type { Obj } from '../api/types.ts';

/** Compares ranks element by element: below 0 when `left` comes first, which is the larger one. */
export function compareRanks(left: readonly number[], right: readonly number[]): number {
  for (const [index, value] of left.entries()) {
    const difference = (right[index] ?? 0) - value;
    if (difference !== 0) return difference;
  }
  return 0;
}

/**
 * Oldest first, as metadata.creationTimestamp says. Objects of one text have none: all of them are applied in the same second, and what
 * decides then is what decides between equal timestamps, `byName`.
 */
export function compareAge(
  left: Obj,
  right: Obj,
  byName: (left: Obj, right: Obj) => number = compareNames,
): number {
  return compareText(createdAt(left), createdAt(right)) || byName(left, right);
}

/** In alphabetical order of `namespace/name`. */
export function compareNames(left: Obj, right: Obj): number {
  return compareText(nameOf(left), nameOf(right));
}

function nameOf({ metadata }: Obj): string {
  return `${metadata.namespace}/${metadata.name}`;
}

function createdAt({ metadata }: Obj): string {
  const { creationTimestamp } = metadata as { readonly creationTimestamp?: string | null };
  // RFC 3339 in UTC, to the second: it sorts as text.
  return creationTimestamp ?? '9999';
}
