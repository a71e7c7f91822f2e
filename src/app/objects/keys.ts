import type { ObjectRow } from './rows.ts';

/**
 * The row of a list that a key leads to from the row `index`, as in any tree; `undefined` for keys that mean nothing here. The
 * arrow to the left leads to the owner, the one to the right to the first that is owned.
 */
export function rowFrom(
  rows: readonly Pick<ObjectRow, 'depth'>[],
  index: number,
  key: string,
): number | undefined {
  const last = rows.length - 1;
  const depth = rows[index]?.depth ?? 0;
  switch (key) {
    case 'ArrowDown':
      return Math.min(index + 1, last);
    case 'ArrowUp':
      return Math.max(index - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return last;
    case 'ArrowLeft': {
      const owner = rows.slice(0, index).findLastIndex((row) => row.depth < depth);
      return owner < 0 ? index : owner;
    }
    case 'ArrowRight':
      return (rows[index + 1]?.depth ?? 0) > depth ? index + 1 : index;
    default:
      return undefined;
  }
}
