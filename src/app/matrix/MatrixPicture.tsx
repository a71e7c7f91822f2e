import { useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { MatrixTexts } from '../../i18n/en/matrix.ts';
import type { Line } from '../../sim/matrix/index.ts';
import { useApp, useChrome } from '../context/app.ts';
import { useMedia } from '../context/useMedia.ts';
import { media } from '../media.ts';
import { coloursFor } from '../theme.ts';
import { matrixChoices } from './choices.ts';
import { drawMatrix } from './drawMatrix.ts';
import { placeAt, placeFrom, scrollTo, type Grid, type Place } from './grid.ts';
import type { GridProps } from './props.ts';
import { useScroll } from './useScroll.ts';

const sizeMin = 4;
const sizeUsual = 24;
const sizeMax = 40;
const zoomStep = 1.4;

/** The matrix as a picture: from all of it at once to a few cells, with headings that stay in view. */
export function MatrixPicture({ folded, words, focused, onFocus, onHover, onActivate }: GridProps) {
  const { stage } = useChrome();
  const help = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const window = useScroll(scroller);
  const [hovered, setHovered] = useState<Place>();
  const [hasFocus, setHasFocus] = useState(false);
  const theme = useApp((state) => state.theme);
  const colours = coloursFor(theme, useMedia(media.dark));
  const chosenSize = useStore(matrixChoices, ({ cellSize }) => cellSize);
  const letters = useMemo(() => lettersOf(folded.rows, folded.columns, words), [folded, words]);
  const left = Math.min(letters.rowsWidth + 14, window.clientWidth * 0.36);
  const top = Math.min(letters.columnsWidth + 14, window.clientHeight * 0.4);
  const room = Math.min(
    (window.clientWidth - left) / folded.columns.length,
    (window.clientHeight - top) / folded.rows.length,
  );
  const fitting = Math.min(Math.max(sizeMin, Math.floor(room)), sizeUsual * letters.scale);
  const size = chosenSize ?? fitting;
  const grid: Grid = {
    rows: folded.rows.length,
    columns: folded.columns.length,
    width: size,
    height: size,
    left,
    top,
  };

  useLayoutEffect(() => {
    const context = canvas.current && sized(canvas.current, window);
    if (!context) return;
    drawMatrix(context, {
      folded,
      grid,
      window,
      theme: colours,
      fontSize: letters.size,
      fontFamily: letters.family,
      rowLabel: (line) => rowLabel(line, words),
      columnLabel: (line) => columnLabel(line, words),
      hovered,
      focused: hasFocus ? focused : undefined,
    });
  });

  const zoom = (factor: number) =>
    matrixChoices.setState({
      cellSize: Math.min(Math.max(sizeMin, Math.round(size * factor)), sizeMax),
    });
  const pointed = (event: { readonly clientX: number; readonly clientY: number }) => {
    const box = scroller.current?.getBoundingClientRect();
    return box && placeAt(grid, window, event.clientX - box.left, event.clientY - box.top);
  };
  const hover = (place: Place | undefined) => {
    if (place?.row === hovered?.row && place?.column === hovered?.column) return;
    setHovered(place);
    onHover(place);
  };
  const press = (event: React.KeyboardEvent) => {
    if (event.altKey || event.metaKey) return;
    const next = placeFrom(grid, focused, event);
    const isChoice = event.key === 'Enter' || event.key === ' ';
    const factor = { '+': zoomStep, '=': zoomStep, '-': 1 / zoomStep }[event.key];
    if (!next && !isChoice && factor === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    hover(undefined);
    if (next) {
      onFocus(next);
      const { scrollLeft, scrollTop } = scrollTo(grid, window, next);
      scroller.current?.scrollTo(scrollLeft, scrollTop);
    } else if (isChoice) onActivate(focused);
    else if (factor !== undefined) zoom(factor);
  };

  return (
    <div className="matrix-picture">
      <p id={help} className="visually-hidden">
        {words.help}
      </p>
      {/* Its keys are its own, and the sentence below is read aloud; the table says the same to whoever wants a table. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        ref={scroller}
        className="matrix-scroll"
        role="application"
        aria-label={words.title}
        aria-describedby={help}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        onFocus={() => setHasFocus(true)}
        onBlur={() => setHasFocus(false)}
        onKeyDown={press}
        onPointerMove={(event) => event.pointerType !== 'touch' && hover(pointed(event))}
        onPointerLeave={() => hover(undefined)}
        onClick={(event) => {
          const place = pointed(event);
          if (!place) return;
          const isSame = place.row === focused.row && place.column === focused.column;
          onFocus(place);
          // A finger covers what it points at: the first touch tells, the second one sends.
          const isTouch = (event.nativeEvent as PointerEvent).pointerType === 'touch';
          if (!isTouch || (isSame && hasFocus)) onActivate(place);
        }}
      >
        <div
          className="matrix-space"
          style={{ width: left + grid.columns * size, height: top + grid.rows * size }}
        >
          <canvas
            ref={canvas}
            style={{ width: window.clientWidth, height: window.clientHeight }}
            aria-hidden="true"
          />
        </div>
      </div>
      <div className="matrix-zoom">
        <button
          type="button"
          className="small-button"
          aria-label={stage.farther}
          title={stage.farther}
          onClick={() => zoom(1 / zoomStep)}
        >
          −
        </button>
        <button
          type="button"
          className="small-button"
          aria-label={stage.closer}
          title={stage.closer}
          onClick={() => zoom(zoomStep)}
        >
          +
        </button>
        <button
          type="button"
          className="small-button"
          onClick={() => matrixChoices.setState({ cellSize: undefined })}
        >
          {stage.fit}
        </button>
      </div>
    </div>
  );
}

/** The canvas as large as its window, in pixels of the screen. */
function sized(
  canvas: HTMLCanvasElement,
  { clientWidth, clientHeight }: { readonly clientWidth: number; readonly clientHeight: number },
): CanvasRenderingContext2D | null {
  const ratio = devicePixelRatio;
  const [width, height] = [Math.round(clientWidth * ratio), Math.round(clientHeight * ratio)];
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const context = canvas.getContext('2d');
  context?.setTransform(ratio, 0, 0, ratio, 0, 0);
  return context;
}

function rowLabel(line: Line, words: MatrixTexts): string {
  const { namespace } = line.owner;
  const isElsewhere = namespace !== '' && namespace !== 'default';
  const opener = line.isOpen ? '▾ ' : line.canFold ? '▸ ' : '';
  return `${opener}${isElsewhere ? `${namespace}/` : ''}${words.line(line)}`;
}

function columnLabel(line: Line, words: MatrixTexts): string {
  return `${rowLabel(line, words)} : ${words.port(line.probe)}`;
}

interface Letters {
  readonly size: number;
  readonly family: string;
  /** How much larger than usual the reader has set them. */
  readonly scale: number;
  readonly rowsWidth: number;
  readonly columnsWidth: number;
}

/** How large letters are, and how long the longest names. */
function lettersOf(rows: readonly Line[], columns: readonly Line[], words: MatrixTexts): Letters {
  const scale = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
  const family = getComputedStyle(document.body).fontFamily;
  const size = 12 * scale;
  const context = document.createElement('canvas').getContext('2d');
  if (context) context.font = `600 ${size}px ${family}`;
  const longest = (texts: readonly string[]): number =>
    Math.max(0, ...texts.map((text) => context?.measureText(text).width ?? 0));
  return {
    size,
    family,
    scale,
    rowsWidth: longest(rows.map((line) => rowLabel(line, words))),
    columnsWidth: longest(columns.map((line) => columnLabel(line, words))),
  };
}
