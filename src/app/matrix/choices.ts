import { createStore } from 'zustand/vanilla';
import type { Place } from './grid.ts';

/** How the matrix is looked at: it stays so while the page is open, and goes into no link. */
export interface MatrixChoices {
  readonly form: 'picture' | 'table';
  /** Whether policies are shown as enforced by a plugin that ignores them. */
  readonly isAsIf: boolean;
  /** Keys of owners whose members stand alone. */
  readonly rows: ReadonlySet<string>;
  readonly columns: ReadonlySet<string>;
  /** The cell or heading that has the keyboard. */
  readonly focused: Place;
  /** Pixels of a cell in the picture; `undefined` while it is as large as there is room. */
  readonly cellSize: number | undefined;
}

export const matrixChoices = createStore<MatrixChoices>()(() => ({
  form: 'picture',
  isAsIf: false,
  rows: new Set<string>(),
  columns: new Set<string>(),
  focused: { row: 0, column: 0 },
  cellSize: undefined,
}));

/** Opens what is closed, and closes what is open. */
export function toggleOwner(side: 'rows' | 'columns', ownerKey: string): void {
  matrixChoices.setState((choices) => {
    const before = choices[side];
    const after = before.has(ownerKey)
      ? [...before].filter((key) => key !== ownerKey)
      : [...before, ownerKey];
    return { [side]: new Set(after) };
  });
}
