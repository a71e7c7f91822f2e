import type { Netns } from '../../sim/dataplane/types.ts';
import { hostColumns, hostsHeight, hostsOf, type Around } from './hosts.ts';
import { barHeight } from './kernel-plan.ts';
import type { Lodger } from './lodgers.ts';
import { joined, moved, nothing, type Part } from './part.ts';
import { roomOf, type Room, type RoomPlan } from './room.ts';
import type { Box, Link, ScenePoint, Stage, StageLabels, Words } from './types.ts';
import { wordsAt, wordsIn } from './words.ts';

const margin = 10;
const roomGap = 20;
/** From the rooms down to the network below them. */
const wireLength = 18;
/** From a bar to what is below it: its name stands there, clear of capsules on the bar. */
const belowBar = 28;
const trunkSpace = 18;

/** What there is to lay out. */
export interface Contents {
  readonly rooms: readonly { readonly node: Netns; readonly lodgers: readonly Lodger[] }[];
  readonly around: Around;
  readonly labels: StageLabels;
}

/** How to lay it out. */
export interface Plan extends Omit<RoomPlan, 'upsideDown'> {
  /** Rooms in a row. */
  readonly perRow: number;
  /** Two rooms face each other across the network. */
  readonly facing: boolean;
}

type Sized = Part & Pick<Stage, 'width' | 'height'>;

/**
 * Rooms in rows. Each row stands on the network, and the networks of all rows are one: a trunk at the left joins them.
 *
 * ```
 *   ┌ node-1 ┐ ┌ node-2 ┐
 *   └───┬────┘ └───┬────┘
 *   ════╧══════════╧═════
 *     ○      ○      ○
 * ```
 */
export function inRows(contents: Contents, plan: Plan): Sized {
  const { around, labels } = contents;
  const rows = rowsOf(contents, plan);
  const left = margin + (rows.length > 1 ? trunkSpace : 0);
  const longest = Math.max(1, ...rows.map(({ length }) => length));
  const right = left + longest * (plan.width + roomGap) - roomGap;
  const parts: Part[] = [];
  const bars: number[] = [];
  let y = margin;
  for (const row of rows) {
    const barY = y + Math.max(0, ...row.map(({ height }) => height)) + wireLength + barHeight / 2;
    row.forEach((room, index) =>
      parts.push(plugged(room, { x: left + index * (plan.width + roomGap), y }, barY)),
    );
    bars.push(barY);
    y = barY + belowBar;
  }
  const network = networkOf(around, bars, { left: margin, right, hostsLeft: left }, labels);
  const hosts = hostsOf(around, right - left, (bars.at(-1) ?? y) - y, labels);
  const all = joined(network, ...parts, moved(hosts, left, y));
  return { ...all, width: right + margin, height: y + heightOf(hosts) + margin };
}

/**
 * Two rooms one above the other, the lower one upside down, and the network with its hosts between them.
 *
 * ```
 *    ┌ node-1 ┐
 *    └───┬────┘
 *   ╒════╧═════
 *   │  ○   ○   ○
 *   └────┐
 *    ┌ node-2 ┐
 *    └────────┘
 * ```
 */
export function facing(contents: Contents, plan: Plan): Sized {
  const { around, labels, rooms } = contents;
  const [upper, lower] = rooms.map(({ node, lodgers }, index) =>
    roomOf(node, lodgers, { ...plan, upsideDown: index === 1 }, labels),
  );
  if (!upper || !lower) return inRows(contents, plan);
  const right = margin + plan.width;
  const barY = margin + upper.height + wireLength + barHeight / 2;
  const hostsY = barY + belowBar;
  const hosts = hostsOf(around, plan.width, barY - hostsY, labels);
  const lowerY = hostsY + heightOf(hosts) + wireLength;
  const cornerY = lowerY - wireLength / 2;
  const end = { x: margin + lower.card.x, y: lowerY + lower.card.y };
  const detour = [
    { x: margin + 4, y: barY },
    { x: margin + 4, y: cornerY },
    { x: end.x, y: cornerY },
    end,
  ];
  const all = joined(
    networkOf(around, [barY], { left: margin, right, hostsLeft: margin }, labels),
    plugged(upper, { x: margin, y: margin }, barY),
    moved(lower.part, margin, lowerY),
    wire('lower', detour),
    moved(hosts, margin, hostsY),
  );
  return { ...all, width: right + margin, height: lowerY + lower.height + margin };
}

function rowsOf({ rooms, labels }: Contents, plan: Plan): readonly (readonly Room[])[] {
  const rows: Room[][] = [];
  for (let start = 0; start < rooms.length; start += plan.perRow) {
    const row = rooms.slice(start, start + plan.perRow);
    rows.push(
      row.map(({ node, lodgers }) => roomOf(node, lodgers, { ...plan, upsideDown: false }, labels)),
    );
  }
  return rows;
}

/** A room at its place, its card's wire down to the network. */
function plugged(room: Room, { x, y }: ScenePoint, barY: number): Part {
  const card = { x: x + room.card.x, y: y + room.card.y };
  return joined(moved(room.part, x, y), wire(room.id, [card, { x: card.x, y: barY }]));
}

function wire(name: string, points: readonly ScenePoint[]): Part {
  const link: Link = { id: `stage/lane:${name}`, area: 'stage', points, hidden: false, directed: false };
  return { ...nothing, links: [link] };
}

function heightOf(hosts: Part): number {
  return hosts.boxes.length > 0 ? hostsHeight : 0;
}

interface Extent {
  readonly left: number;
  readonly right: number;
  readonly hostsLeft: number;
}

function networkOf(
  around: Around,
  bars: readonly number[],
  extent: Extent,
  labels: StageLabels,
): Part {
  const { left, right } = extent;
  const [first, last] = [bars[0], bars.at(-1)];
  if (around.nodeNetwork === '' || first === undefined || last === undefined) return nothing;
  const boxes = bars.map((y, index): Box => {
    const isLast = index === bars.length - 1;
    const id = `segment:${around.nodeNetwork}${isLast ? '' : `/${index}`}`;
    return barOf(id, around, y, extent, isLast ? nameOf(around, y, extent, labels) : [], labels);
  });
  const lanes = bars.map((y, index) =>
    hidden(`bar-${index}`, [
      { x: left, y },
      { x: right, y },
    ]),
  );
  const x = left + barHeight / 2;
  const trunk = wire('trunk', [
    { x, y: first },
    { x, y: last },
  ]);
  return joined({ ...nothing, boxes, links: lanes }, ...(bars.length > 1 ? [trunk] : []));
}

function hidden(name: string, points: readonly ScenePoint[]): Link {
  return { id: `stage/lane:${name}`, area: 'stage', points, hidden: true, directed: false };
}

function barOf(
  id: string,
  { nodeNetwork }: Around,
  y: number,
  { left, right }: Extent,
  words: readonly Words[],
  labels: StageLabels,
): Box {
  return {
    id,
    kind: 'segment',
    shape: 'bar',
    label: labels.names[nodeNetwork] ?? nodeNetwork,
    words,
    x: left,
    y: y - barHeight / 2,
    width: right - left,
    height: barHeight,
    because: [],
    quiet: false,
  };
}

/** The name of the network and, where there is room, its range: between the wires of the first two hosts. */
function nameOf(
  around: Around,
  y: number,
  { right, hostsLeft }: Extent,
  labels: StageLabels,
): readonly Words[] {
  const [first = right, second = right] = hostColumns(around, right - hostsLeft).map(
    (x) => x + hostsLeft,
  );
  const from = around.inside.length > 0 ? first : hostsLeft;
  const to = around.inside.length > 0 ? second : first;
  const top = y + barHeight / 2 + 9;
  const label = labels.names[around.nodeNetwork] ?? around.nodeNetwork;
  const name = wordsIn(label, 'word', 'left', from + 12, top, to - from - 24);
  const range = wordsAt(around.nodeCidr, 'note', 'left', name.x + name.width + 8, top);
  return range.x + range.width <= to - 12 ? [name, range] : [name];
}
