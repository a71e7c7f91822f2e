/** A place in the grid by row and column, from 0; −1 is the heading of the other. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

/** Sizes in CSS pixels. */
export interface Grid {
  readonly rows: number;
  readonly columns: number;
  /** Of a cell. */
  readonly width: number;
  readonly height: number;
  /** Width of the headings of rows, height of those of columns. */
  readonly left: number;
  readonly top: number;
}

/** What of a grid is in view. */
export interface Window {
  readonly scrollLeft: number;
  readonly scrollTop: number;
  readonly clientWidth: number;
  readonly clientHeight: number;
}

/** The place at a point of the window; headings stay where they are while the rest is scrolled. */
export function placeAt(
  grid: Grid,
  { scrollLeft, scrollTop }: Window,
  x: number,
  y: number,
): Place | undefined {
  const column = x < grid.left ? -1 : Math.floor((x - grid.left + scrollLeft) / grid.width);
  const row = y < grid.top ? -1 : Math.floor((y - grid.top + scrollTop) / grid.height);
  const isCorner = row < 0 && column < 0;
  return isCorner || row >= grid.rows || column >= grid.columns ? undefined : { row, column };
}

/** Rows or columns from `first` up to, but without, `end`. */
export interface Span {
  readonly first: number;
  readonly end: number;
}

/** The rows and columns that are in view, and `more` on every side. */
export function visible(
  { rows, columns, width, height, left, top }: Grid,
  { scrollLeft, scrollTop, clientWidth, clientHeight }: Window,
  more = 0,
): { readonly rows: Span; readonly columns: Span } {
  const span = (from: number, length: number, size: number, count: number): Span => ({
    first: Math.max(0, Math.floor(from / size) - more),
    end: Math.min(count, Math.ceil((from + length) / size) + more),
  });
  return {
    rows: span(scrollTop, clientHeight - top, height, rows),
    columns: span(scrollLeft, clientWidth - left, width, columns),
  };
}

/** How far to scroll so that a place is seen as a whole. */
export function scrollTo(
  { width, height, left, top }: Grid,
  { scrollLeft, scrollTop, clientWidth, clientHeight }: Window,
  { row, column }: Place,
): Pick<Window, 'scrollLeft' | 'scrollTop'> {
  const shift = (at: number, size: number, from: number, length: number): number => {
    if (at < 0) return from;
    return Math.min(at * size, Math.max(from, (at + 1) * size - length));
  };
  return {
    scrollLeft: shift(column, width, scrollLeft, clientWidth - left),
    scrollTop: shift(row, height, scrollTop, clientHeight - top),
  };
}

const pageStep = 10;

/** Where a key leads from a place: arrows, Home and End in the row, with Control in the whole grid, Page up and down. */
export function placeFrom(
  { rows, columns }: Pick<Grid, 'rows' | 'columns'>,
  { row, column }: Place,
  { key, ctrlKey }: { readonly key: string; readonly ctrlKey: boolean },
): Place | undefined {
  const to = (nextRow: number, nextColumn: number): Place => {
    const next = {
      row: Math.min(Math.max(nextRow, -1), rows - 1),
      column: Math.min(Math.max(nextColumn, -1), columns - 1),
    };
    return next.row < 0 && next.column < 0 ? { row, column } : next;
  };
  switch (key) {
    case 'ArrowUp':
      return to(row - 1, column);
    case 'ArrowDown':
      return to(row + 1, column);
    case 'ArrowLeft':
      return to(row, column - 1);
    case 'ArrowRight':
      return to(row, column + 1);
    case 'PageUp':
      return to(Math.max(row - pageStep, 0), column);
    case 'PageDown':
      return to(row + pageStep, column);
    case 'Home':
      return to(ctrlKey ? 0 : row, 0);
    case 'End':
      return to(ctrlKey ? rows - 1 : row, columns - 1);
    default:
      return undefined;
  }
}
