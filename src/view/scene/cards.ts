import type { Lodger } from './lodgers.ts';
import { bottomOf, rightOf, type Part } from './part.ts';
import { widthOf } from './text.ts';
import type { Box, Link, ScenePoint, StageLabels, Station, Words } from './types.ts';
import { chipAt, chipWidth, lineHeight, wordsIn } from './words.ts';

/** How the Pods of a room are set out: the same for all rooms of a stage. */
export interface Grid {
  readonly columns: number;
  readonly cardWidth: number;
}

const cardGap = 10;
const cardWidthMin = 110;
const cardWidthMax = 150;
const cardHeight = 74;
const quietHeight = 48;
/** The foot of a card: packets stand here, so no words do. */
const dock = 12;
/** From a card to the next row of cards, or to the bridge: room for the veth and a lane. */
const rowGap = 21;

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
 *      ▫──────┐   ▫──────┐   ▫──────┐   lanes of upper rows pass to the right of the card
 *  ┌────────┐ │ ┌────────┐ │        │
 *  └───┬────┘ │ └───┬────┘ │        │
 *      ▫      │     ▫      │        │
 *  ════╧══════╧═════╧══════╧════════╧═  bridge
 * ```
 */
export function cardsOf(
  lodgers: readonly Lodger[],
  grid: Grid,
  node: string,
  barY: number,
  labels: StageLabels,
): Part {
  const boxes: Box[] = [];
  const links: Link[] = [];
  const stations: Station[] = [];
  const rows = rowsOf(lodgers, grid.columns);
  let bottom = 0;
  rows.forEach((row, index) => {
    bottom += rowHeight(row);
    row.forEach((lodger, column) => {
      const place = { column, columns: grid.columns, isFree: isFree(rows, index, column) };
      const card = cardOf(lodger, column, bottom, grid, node, labels);
      boxes.push(card);
      if (!lodger.ownNetns) return;
      const tab = tabOf(lodger, card, node);
      boxes.push(tab);
      links.push({
        id: `${lodger.id}/lane`,
        area: node,
        points: laneOf(card, place, barY),
        hidden: false,
        directed: false,
      });
      stations.push(...stationsOf(lodger, card, tab, node));
    });
    bottom += rowGap;
  });
  return { boxes, links, stations, gutters: [] };
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

function cardOf(
  lodger: Lodger,
  column: number,
  bottom: number,
  { cardWidth }: Grid,
  node: string,
  labels: StageLabels,
): Box {
  const height = lodger.quiet ? quietHeight : cardHeight;
  const rect = {
    x: column * (cardWidth + cardGap),
    y: bottom - height,
    width: cardWidth,
    height,
  };
  return {
    ...rect,
    id: lodger.id,
    kind: 'pod',
    shape: 'card',
    parent: node,
    label: lodger.name,
    words: lodger.quiet ? quietWords(lodger, rect) : cardWords(lodger, rect, labels),
    netns: lodger.netns,
    because: lodger.because,
    quiet: lodger.quiet,
    ...(lodger.address && { address: lodger.address }),
  };
}

type Rect = Pick<Box, 'x' | 'y' | 'width' | 'height'>;

function cardWords(lodger: Lodger, rect: Rect, labels: StageLabels): readonly Words[] {
  const { x, y, width } = rect;
  const [name, suffix] = nameOf(lodger, width - 5);
  const ports = lodger.listeners.map(({ port }) => `:${port}`);
  const hears = ports.length > 0 ? [...new Set(ports)].join(' ') : labels.sleeps;
  const note = [suffix, hears].filter((part) => part !== '').join(' ');
  const role = ports.length > 0 || suffix !== '' ? 'note' : 'word';
  return [
    wordsIn(name, 'name', 'center', x + 2.5, y + 5, width - 5),
    ...(lodger.address ? [chipAt(lodger.address, 'center', x + width / 2, y + 21)] : []),
    wordsIn(note, role, 'center', x + 4, y + 41, width - 8),
  ];
}

function quietWords({ name, address }: Lodger, { x, y, width }: Rect): readonly Words[] {
  return [
    wordsIn(name, 'quiet-name', 'center', x + 4, y + 3, width - 8),
    ...(address ? [wordsIn(address, 'note', 'center', x + 4, y + 18, width - 8)] : []),
  ];
}

/** The whole name where it fits, else the workload's name and what the Pod's own adds to it. */
function nameOf(
  { name, workload }: Lodger,
  width: number,
): readonly [name: string, suffix: string] {
  const isGenerated = workload !== name && name.startsWith(workload);
  if (!isGenerated || widthOf(name, 'name') <= width) return [name, ''];
  return [workload, name.slice(name.lastIndexOf('-') + 1)];
}

function tabOf(lodger: Lodger, card: Box, node: string): Box {
  const name = lodger.port ?? '';
  const x = card.x + card.width / 2;
  const y = bottomOf(card) + 3;
  return {
    id: `${node}/device:${name}`,
    kind: 'device',
    shape: 'tab',
    parent: node,
    label: name,
    words: [wordsIn(name, 'fine', 'left', x + 10, y - 1, card.width / 2 - 10)].map((words) => ({
      ...words,
      height: lineHeight('fine'),
    })),
    x: x - 7,
    y,
    width: 14,
    height: 6,
    netns: node as Box['netns'] & string,
    because: lodger.because,
    quiet: lodger.quiet,
  };
}

interface PlaceInGrid {
  readonly column: number;
  readonly columns: number;
  /** No card stands between this one and the bridge. */
  readonly isFree: boolean;
}

function isFree(rows: readonly (readonly Lodger[])[], row: number, column: number): boolean {
  return rows.slice(row + 1).every((below) => column >= below.length);
}

/** Straight down where nothing is in the way; else beside the cards below: to their right, in the last column to their left. */
function laneOf(
  card: Box,
  { column, columns, isFree: straight }: PlaceInGrid,
  barY: number,
): readonly ScenePoint[] {
  const x = card.x + card.width / 2;
  const from = { x, y: bottomOf(card) - dock / 2 };
  if (straight) return [from, { x, y: barY }];
  const turnY = bottomOf(card) + 14;
  const gapX = column === columns - 1 ? card.x - 2.5 : rightOf(card) + cardGap - 7.5;
  return [from, { x, y: turnY }, { x: gapX, y: turnY }, { x: gapX, y: barY }];
}

function stationsOf(lodger: Lodger, card: Box, tab: Box, node: string): readonly Station[] {
  const x = card.x + card.width / 2;
  const inside = { x, y: bottomOf(card) - dock / 2 };
  const at = (id: string, boxId: string, y: number): Station => ({
    id,
    boxId,
    point: { x, y },
    reach: 0,
    passable: id === tab.id,
    areas: [node],
  });
  return [
    at(`${lodger.netns}/socket`, card.id, inside.y),
    at(`${lodger.netns}/device:eth0`, card.id, bottomOf(card)),
    at(tab.id, tab.id, tab.y + tab.height / 2),
  ];
}
