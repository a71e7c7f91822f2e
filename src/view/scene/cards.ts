import { cardHeight, cardOf, dockOf, quietHeight } from './card.ts';
import type { Lodger } from './lodgers.ts';
import { bottomOf, joined, nothing, rightOf, type Part } from './part.ts';
import type { ScenePoint, SceneRect, StageLabels } from './types.ts';
import { chipWidth } from './words.ts';

/** How the Pods of a room are set out: the same for all rooms of a stage. */
export interface Grid {
  readonly columns: number;
  readonly cardWidth: number;
}

const cardGap = 10;
const cardWidthMin = 110;
const cardWidthMax = 150;
/** From a card to the next row of cards, or to the bridge: room for the veth and a lane. */
const rowGap = 21;
/** From a card down to the lane beside the cards below it. */
const turn = 14;
/** From a card to the lane beside it. Two fit between two cards. */
const besideGap = 2.5;

export function gridWidth({ columns, cardWidth }: Grid): number {
  return columns * cardWidth + (columns - 1) * cardGap;
}

/** Wide enough for the longest address. */
export function cardWidthFor(lodgers: Iterable<Lodger>): number {
  let width = cardWidthMin;
  for (const { address } of lodgers)
    if (address) width = Math.max(width, Math.ceil(chipWidth(address)) + 8);
  return Math.min(width, cardWidthMax);
}

/** How tall these Pods are in this grid, with the space below their last row. */
export function gridHeight(lodgers: readonly Lodger[], grid: Grid): number {
  return rowsOf(lodgers, grid.columns).reduce((sum, row) => sum + rowHeight(row) + rowGap, 0);
}

/**
 * The Pods of one room in rows, each with the node's end of its veth pair below it and a lane down to the bridge at `barY`.
 *
 * ```
 *  ┌────────┐ ┌────────┐ ┌────────┐
 *  │  web   │ │  web   │ │  cart  │
 *  └───┬────┘ └───┬────┘ └───┬────┘
 *      ▫──────┐   ▫        ┌─▫   lanes pass beside the cards below,
 *  ┌────────┐ │   │        │     in the last column to their left,
 *  └───┬────┘ │   │        │     and straight down where there are none
 *      ▫      │   │        │
 *  ════╧══════╧═══╧════════╧═════  bridge
 * ```
 */
export function cardsOf(
  lodgers: readonly Lodger[],
  grid: Grid,
  node: string,
  barY: number,
  labels: StageLabels,
): Part {
  const rows = rowsOf(lodgers, grid.columns);
  const parts: Part[] = [];
  let bottom = 0;
  rows.forEach((row, rowIndex) => {
    bottom += rowHeight(row);
    row.forEach((lodger, column) => {
      const rect = rectAt(lodger, column, bottom, grid);
      const isLast = column === grid.columns - 1;
      const points = laneOf(rect, isFree(rows, rowIndex, column), isLast, barY);
      parts.push(cardPart(lodger, rect, points, node, labels));
    });
    bottom += rowGap;
  });
  return joined(...parts);
}

function cardPart(
  lodger: Lodger,
  rect: SceneRect,
  points: readonly ScenePoint[],
  node: string,
  labels: StageLabels,
): Part {
  const { box, tab, stations } = cardOf(lodger, rect, node, labels);
  if (!tab) return { ...nothing, boxes: [box], stations };
  const id = `${lodger.id}/lane`;
  const links = [{ id, area: node, points, hidden: false, directed: false }];
  return { ...nothing, boxes: [box, tab], links, stations };
}

function rowsOf(lodgers: readonly Lodger[], columns: number): readonly (readonly Lodger[])[] {
  const rows: Lodger[][] = [];
  for (let start = 0; start < lodgers.length; start += columns)
    rows.push(lodgers.slice(start, start + columns));
  return rows;
}

function rowHeight(row: readonly Lodger[]): number {
  return row.every(({ quiet }) => quiet) ? quietHeight : cardHeight;
}

/** All cards of a row stand on the same line. */
function rectAt({ quiet }: Lodger, column: number, bottom: number, { cardWidth }: Grid): SceneRect {
  const height = quiet ? quietHeight : cardHeight;
  return { x: column * (cardWidth + cardGap), y: bottom - height, width: cardWidth, height };
}

/** Whether no card stands between this one and the bridge. */
function isFree(rows: readonly (readonly Lodger[])[], row: number, column: number): boolean {
  return rows.slice(row + 1).every((below) => column >= below.length);
}

function laneOf(
  card: SceneRect,
  straight: boolean,
  isLast: boolean,
  barY: number,
): readonly ScenePoint[] {
  const from = dockOf(card);
  if (straight) return [from, { x: from.x, y: barY }];
  const y = bottomOf(card) + turn;
  const x = isLast ? card.x - besideGap : rightOf(card) + besideGap;
  return [from, { x: from.x, y }, { x, y }, { x, y: barY }];
}
