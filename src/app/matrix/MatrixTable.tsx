import { useLayoutEffect, useRef, type KeyboardEvent } from 'react';
import type { Line } from '../../sim/matrix/index.ts';
import { Mark } from './Mark.tsx';
import { placeFrom, scrollTo, visible, type Grid, type Place } from './grid.ts';
import type { GridProps } from './props.ts';
import { useScroll } from './useScroll.ts';

/** In letters of the reader's size. */
const sizes = { width: 6.5, height: 2.75, left: 9, top: 4.25 };

/** Rows and columns drawn beyond those in view, so that scrolling finds them there. */
const more = 2;

/**
 * The matrix as a table: the same facts in words. Only what is in view is in the document; `aria-rowindex` and its like tell
 * where that is. One cell is a stop on the way through the page, and arrows go from there to the others.
 */
export function MatrixTable({ folded, words, focused, onFocus, onHover, onActivate }: GridProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const isMoving = useRef(false);
  const window = useScroll(scroller);
  const letter = letterSize();
  const grid: Grid = {
    rows: folded.rows.length,
    columns: folded.columns.length,
    width: sizes.width * letter,
    height: sizes.height * letter,
    left: Math.min(sizes.left * letter, window.clientWidth * 0.4),
    top: sizes.top * letter,
  };
  const { rows, columns } = visible(grid, window, more);
  const shownRows = indexes(rows);
  const shownColumns = indexes(columns);
  const isDrawn =
    (focused.row < 0 || shownRows.includes(focused.row)) &&
    (focused.column < 0 || shownColumns.includes(focused.column));
  const entrance = isDrawn ? focused : { row: rows.first, column: columns.first };

  // A cell that was out of view has to be drawn before it can have the focus.
  useLayoutEffect(() => {
    const { row, column } = focused;
    const cell = scroller.current?.querySelector<HTMLElement>(`[data-place="${row} ${column}"]`);
    if (!isMoving.current || !cell) return;
    isMoving.current = false;
    cell.focus({ preventScroll: true });
  });

  const press = (event: KeyboardEvent) => {
    if (event.altKey || event.metaKey) return;
    const next = placeFrom(grid, focused, event);
    const isChoice = event.key === 'Enter' || event.key === ' ';
    if (!next && !isChoice) return;
    event.preventDefault();
    event.stopPropagation();
    // An owner that is opened or closed gets another heading in the place of this one.
    isMoving.current = next !== undefined || focused.row < 0 || focused.column < 0;
    if (!next) return onActivate(focused);
    onFocus(next);
    const { scrollLeft, scrollTop } = scrollTo(grid, window, next);
    scroller.current?.scrollTo(scrollLeft, scrollTop);
  };
  const place = (row: number, column: number) => ({
    'data-place': `${row} ${column}`,
    tabIndex: entrance.row === row && entrance.column === column ? 0 : -1,
    onFocus: () => onFocus({ row, column }),
    onClick: () => onActivate({ row, column }),
    onPointerEnter: () => onHover({ row, column }),
  });

  return (
    <div ref={scroller} className="matrix-scroll">
      <table
        className="matrix-table"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role
        role="grid"
        aria-label={words.title}
        aria-rowcount={grid.rows + 1}
        aria-colcount={grid.columns + 1}
        style={{ width: grid.left + grid.columns * grid.width }}
        onKeyDown={press}
        onPointerLeave={() => onHover(undefined)}
      >
        <thead>
          <tr aria-rowindex={1} style={{ height: grid.top }}>
            <td aria-colindex={1} className="matrix-corner" style={{ width: grid.left }}>
              {words.from} ↓<br />
              {words.to} →
            </td>
            <Gap width={columns.first * grid.width} />
            {shownColumns.map((column) => {
              const line = folded.columns[column];
              return line ? (
                <th
                  key={line.key}
                  scope="col"
                  aria-colindex={column + 2}
                  aria-label={`${spaceOf(line)}${words.line(line)}, ${words.port(line.probe)}`}
                  aria-expanded={expanded(line)}
                  style={{ width: grid.width }}
                  {...place(-1, column)}
                >
                  <small>{spaceOf(line)}</small>
                  <span className="matrix-name">{words.line(line)}</span>
                  <span className="mono">{words.port(line.probe)}</span>
                </th>
              ) : null;
            })}
            <Gap width={(grid.columns - columns.end) * grid.width} />
          </tr>
        </thead>
        <tbody>
          <Rows height={rows.first * grid.height} />
          {shownRows.map((row) => {
            const line = folded.rows[row];
            return line ? (
              <tr key={line.key} aria-rowindex={row + 2} style={{ height: grid.height }}>
                <th
                  scope="row"
                  aria-colindex={1}
                  aria-label={`${spaceOf(line)}${words.line(line)}`}
                  aria-expanded={expanded(line)}
                  {...place(row, -1)}
                >
                  <small>{spaceOf(line)}</small>
                  <span className="matrix-name">{words.line(line)}</span>
                </th>
                <Gap width={columns.first * grid.width} />
                {shownColumns.map((column) => (
                  <Cell
                    key={folded.columns[column]?.key}
                    {...{ folded, words, row, column }}
                    place={place(row, column)}
                  />
                ))}
                <Gap width={(grid.columns - columns.end) * grid.width} />
              </tr>
            ) : null;
          })}
          <Rows height={(grid.rows - rows.end) * grid.height} />
        </tbody>
      </table>
    </div>
  );
}

interface CellProps extends Pick<GridProps, 'folded' | 'words'>, Place {
  readonly place: React.TdHTMLAttributes<HTMLTableCellElement>;
}

function Cell({ folded, words, row, column, place }: CellProps) {
  const [from, to] = [folded.rows[row], folded.columns[column]];
  if (!from || !to) return null;
  const answer = folded.answer(row, column);
  const word = words.answers[answer];
  return (
    <td
      aria-colindex={column + 2}
      aria-label={words.cell(words.line(from), words.line(to), words.port(to.probe), word)}
      data-answer={answer}
      {...place}
    >
      <Mark answer={answer} />
      <span>{word}</span>
    </td>
  );
}

/** Stands for columns that are out of view. */
function Gap({ width }: { readonly width: number }) {
  return width > 0 ? <td aria-hidden="true" className="matrix-gap" style={{ width }} /> : null;
}

/** Stands for rows that are out of view. */
function Rows({ height }: { readonly height: number }) {
  return height > 0 ? <tr aria-hidden="true" style={{ height }} /> : null;
}

/** Of a heading that can be taken apart: whether it is. */
function expanded({ canFold, isOpen }: Line): boolean | undefined {
  return canFold || isOpen ? isOpen : undefined;
}

function spaceOf({ owner: { namespace } }: { readonly owner: { readonly namespace: string } }) {
  return namespace === '' || namespace === 'default' ? '' : `${namespace}/`;
}

function indexes({ first, end }: { readonly first: number; readonly end: number }) {
  return Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index);
}

/** Pixels of a `rem`. */
function letterSize(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}
