import type { Answer, Folded, Line } from '../../sim/matrix/index.ts';
import type { Theme } from '../../view/canvas/index.ts';
import { visible, type Grid, type Place, type Window } from './grid.ts';

/** What the picture shows. */
export interface MatrixPicture {
  readonly folded: Folded;
  readonly grid: Grid;
  readonly window: Window;
  readonly theme: Theme;
  /** Pixels of the letters. */
  readonly fontSize: number;
  readonly fontFamily: string;
  readonly rowLabel: (line: Line) => string;
  readonly columnLabel: (line: Line) => string;
  /** The cell the pointer is on, and the one that has the keyboard. */
  readonly hovered: Place | undefined;
  readonly focused: Place | undefined;
}

/** Smaller marks than this would be dots of any shape: they fill their cells. */
const markMin = 7;

/** Draws the part of a matrix that is in view, headings included. Keeps nothing between calls. */
export function drawMatrix(context: CanvasRenderingContext2D, picture: MatrixPicture): void {
  const { grid, window, theme } = picture;
  context.fillStyle = theme.room;
  context.fillRect(0, 0, window.clientWidth, window.clientHeight);
  context.save();
  context.beginPath();
  context.rect(grid.left, grid.top, window.clientWidth, window.clientHeight);
  context.clip();
  drawCells(context, picture);
  context.restore();
  drawHeadings(context, picture);
}

function drawCells(context: CanvasRenderingContext2D, picture: MatrixPicture): void {
  const { folded, grid, window, theme, hovered, focused } = picture;
  const { rows, columns } = visible(grid, window);
  const x = (column: number): number => grid.left + column * grid.width - window.scrollLeft;
  const y = (row: number): number => grid.top + row * grid.height - window.scrollTop;
  context.fillStyle = theme.device;
  const lit = hovered ?? focused;
  if (lit && lit.row >= 0)
    context.fillRect(grid.left, y(lit.row), x(grid.columns) - grid.left, grid.height);
  if (lit && lit.column >= 0)
    context.fillRect(x(lit.column), grid.top, grid.width, y(grid.rows) - grid.top);
  for (let row = rows.first; row < rows.end; row++)
    for (let column = columns.first; column < columns.end; column++)
      drawMark(context, folded.answer(row, column), x(column), y(row), grid.width, theme);
  drawBorders(context, picture);
  if (focused && focused.row >= 0 && focused.column >= 0) {
    context.strokeStyle = theme.focus;
    context.lineWidth = 2;
    context.strokeRect(x(focused.column), y(focused.row), grid.width, grid.height);
  }
}

/** A line where another namespace begins. */
function drawBorders(
  context: CanvasRenderingContext2D,
  { folded, grid, window, theme }: MatrixPicture,
): void {
  const { rows, columns } = visible(grid, window);
  const right = grid.columns * grid.width - window.scrollLeft;
  const bottom = grid.rows * grid.height - window.scrollTop;
  context.fillStyle = theme.outline;
  for (let row = Math.max(rows.first, 1); row < rows.end; row++)
    if (beginsSpace(folded.rows, row))
      context.fillRect(grid.left, grid.top + row * grid.height - window.scrollTop, right, 1);
  for (let column = Math.max(columns.first, 1); column < columns.end; column++)
    if (beginsSpace(folded.columns, column))
      context.fillRect(grid.left + column * grid.width - window.scrollLeft, grid.top, 1, bottom);
}

function beginsSpace(lines: readonly Line[], index: number): boolean {
  const [before, line] = [lines[index - 1]?.owner, lines[index]?.owner];
  return before?.namespace !== line?.namespace || before?.group !== line?.group;
}

/** A mark in a square: what it says is told by its shape, and by its colour besides. */
function drawMark(
  context: CanvasRenderingContext2D,
  answer: Answer,
  left: number,
  top: number,
  size: number,
  theme: Theme,
): void {
  const gap = size < markMin ? 0.5 : size * 0.2;
  const [x, y, inner] = [left + gap, top + gap, size - 2 * gap];
  const allowed = theme.addresses[0]?.fill ?? theme.focus;
  context.lineWidth = Math.max(1, size * 0.11);
  context.beginPath();
  switch (answer) {
    case 'allowed':
      context.fillStyle = allowed;
      context.fillRect(x, y, inner, inner);
      break;
    case 'denied':
      context.fillStyle = theme.failureTint;
      context.fillRect(left + 0.5, top + 0.5, size - 1, size - 1);
      context.strokeStyle = theme.failure.fill;
      context.moveTo(x, y);
      context.lineTo(x + inner, y + inner);
      context.moveTo(x + inner, y);
      context.lineTo(x, y + inner);
      context.stroke();
      break;
    case 'silent':
      context.strokeStyle = theme.quietInk;
      context.arc(left + size / 2, top + size / 2, inner * 0.42, 0, 2 * Math.PI);
      context.stroke();
      break;
    case 'unrouted':
      context.strokeStyle = theme.outline;
      context.moveTo(x, top + size / 2);
      context.lineTo(x + inner, top + size / 2);
      context.stroke();
      break;
    case 'mixed':
      context.fillStyle = allowed;
      context.moveTo(x, y);
      context.lineTo(x, y + inner);
      context.lineTo(x + inner, y + inner);
      context.fill();
      context.strokeStyle = theme.failure.fill;
      context.strokeRect(x, y, inner, inner);
      break;
  }
}

function drawHeadings(context: CanvasRenderingContext2D, picture: MatrixPicture): void {
  const { folded, grid, window, theme, fontSize, hovered, focused } = picture;
  const { rows, columns } = visible(grid, window);
  const lit = hovered ?? focused;
  context.fillStyle = theme.room;
  context.fillRect(0, 0, window.clientWidth, grid.top);
  context.fillRect(0, 0, grid.left, window.clientHeight);
  context.textBaseline = 'middle';
  // Where lines are closer than letters are high, only some have room for their name.
  const every = Math.max(1, Math.ceil((fontSize * 1.15) / grid.height));
  const label = (text: string, room: number, isLit: boolean): void => {
    context.font = `${isLit ? 600 : 400} ${fontSize}px ${picture.fontFamily}`;
    context.fillStyle = isLit ? theme.ink : theme.quietInk;
    context.fillText(shortened(context, text, room), 0, 0);
  };
  const isShown = (index: number, at: number | undefined): boolean =>
    index === at || (index % every === 0 && Math.abs(index - (at ?? -every)) >= every);
  clipped(context, 0, grid.top, grid.left, window.clientHeight - grid.top, () => {
    for (let row = rows.first; row < rows.end; row++) {
      const line = folded.rows[row];
      if (!line || !isShown(row, lit?.row)) continue;
      context.save();
      const y = grid.top + (row + 0.5) * grid.height - window.scrollTop;
      // The name of what is pointed at stays in view.
      context.translate(6, row === lit?.row ? Math.max(y, grid.top + fontSize / 2) : y);
      label(picture.rowLabel(line), grid.left - 12, row === lit?.row);
      context.restore();
    }
  });
  clipped(context, grid.left, 0, window.clientWidth - grid.left, grid.top, () => {
    for (let column = columns.first; column < columns.end; column++) {
      const line = folded.columns[column];
      if (!line || !isShown(column, lit?.column)) continue;
      context.save();
      const x = grid.left + (column + 0.5) * grid.width - window.scrollLeft;
      context.translate(
        column === lit?.column ? Math.max(x, grid.left + fontSize / 2) : x,
        grid.top - 6,
      );
      context.rotate(-Math.PI / 2);
      label(picture.columnLabel(line), grid.top - 12, column === lit?.column);
      context.restore();
    }
  });
  drawHeadingFocus(context, picture);
  context.fillStyle = theme.outline;
  const { scrollLeft, scrollTop } = window;
  context.fillRect(0, grid.top - 1, grid.left + grid.columns * grid.width - scrollLeft, 1);
  context.fillRect(grid.left - 1, 0, 1, grid.top + grid.rows * grid.height - scrollTop);
}

function drawHeadingFocus(
  context: CanvasRenderingContext2D,
  { grid, window, theme, focused }: MatrixPicture,
): void {
  if (!focused || (focused.row >= 0 && focused.column >= 0)) return;
  context.strokeStyle = theme.focus;
  context.lineWidth = 2;
  if (focused.column < 0) {
    const y = grid.top + focused.row * grid.height - window.scrollTop;
    context.strokeRect(1, y, grid.left - 3, Math.max(grid.height, 4));
  } else {
    const x = grid.left + focused.column * grid.width - window.scrollLeft;
    context.strokeRect(x, 1, Math.max(grid.width, 4), grid.top - 3);
  }
}

function clipped(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  width: number,
  height: number,
  draw: () => void,
): void {
  context.save();
  context.beginPath();
  context.rect(x, y, width, height);
  context.clip();
  draw();
  context.restore();
}

/** Names differ at both ends: what does not fit is left out of their middle. */
function shortened(context: CanvasRenderingContext2D, text: string, room: number): string {
  if (context.measureText(text).width <= room) return text;
  let [fits, tooMuch] = [1, text.length];
  while (tooMuch - fits > 1) {
    const middle = (fits + tooMuch) >> 1;
    if (context.measureText(cut(text, middle)).width <= room) fits = middle;
    else tooMuch = middle;
  }
  return cut(text, fits);
}

function cut(text: string, letters: number): string {
  const end = Math.floor(letters / 2);
  return `${text.slice(0, letters - end)}…${end > 0 ? text.slice(-end) : ''}`;
}
