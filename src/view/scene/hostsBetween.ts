import type { Netns } from '../../sim/dataplane/types.ts';
import type { Around } from './around.ts';
import {
  besideDisc,
  dropTo,
  spotOf,
  stationsOf,
  wordsWidthOf,
  type Hosts,
  type Spot,
} from './host.ts';
import { discSize } from './kernel-plan.ts';
import { outsideRegion, segmentBar } from './region.ts';
import type { Box, Link, StageLabels } from './types.ts';

/** Between the words of a host and the next host. */
const gap = 16;
/** Height of a row of hosts with two lines of words at their right. */
const rowHeight = 44;
/** From the top of what is outside to the bar of the network there, and from that bar to the hosts below it. */
const toBar = 24;
const belowOuterBar = 30;
const regionHeight = toBar + belowOuterBar + rowHeight / 2;

/**
 * The hosts between the networks that they are plugged into: whoever is in both hangs between the two bars. Their words are at their right, so
 * that no wire crosses any.
 *
 * ```
 *  ═══════════════════ node network ═══════════════════
 *       │                      │                   │
 *       ○ router               ○ load balancer     ○ control-plane
 *  ┌────┼──────────────────────┼───────────── outside ┐
 *  │ ═══╧══════════ internet ══╧═══════╤═════════════ │
 *  │                                   ○ client       │
 *  └──────────────────────────────────────────────────┘
 * ```
 */
export function hostsBetween(
  around: Around,
  left: number,
  width: number,
  labels: StageLabels,
): Hosts {
  const { inside, routers, outside } = around;
  const place: Placing = {
    labels,
    needs: (host) => discSize / 2 + besideDisc + wordsWidthOf(host, labels) + gap,
  };
  const upper = [...routers, ...inside];
  const isOneRow = sum(upper.map(place.needs)) <= width;
  const spots = isOneRow
    ? inRow(upper, left, left + width, rowHeight / 2, place)
    : inTwoRows(routers, inside, left, left + width, place);
  const top = isOneRow ? rowHeight : 2 * rowHeight;
  const between = spots.filter(({ host }) => routers.includes(host));
  const region = regionBoxes(around, left, width, top, between, labels);
  const barY = top + toBar;
  const beyond = inRow(outside, left, left + width, barY + belowOuterBar, place).map(
    (spot): Spot => ({ ...spot, box: { ...spot.box, parent: 'outside' } }),
  );
  const all = [...spots, ...beyond];
  return {
    height: top + (outside.length === 0 ? 0 : regionHeight),
    drops: spots.map(({ at }) => at.x).toSorted((one, other) => one - other),
    part: {
      boxes: [...(outside.length === 0 ? [] : region), ...all.map(({ box }) => box)],
      links: [
        ...spots.map(dropTo),
        ...(outside.length === 0 ? [] : lanesBeyond([...between, ...beyond], left, width, barY)),
      ],
      stations: all.flatMap(stationsOf),
      gutters: [],
    },
  };
}

interface Placing {
  readonly labels: StageLabels;
  /** Width of a host with its words and some space. */
  readonly needs: (host: Netns) => number;
}

/** Side by side between `from` and `to`, each in the middle of its share. */
function inRow(
  hosts: readonly Netns[],
  from: number,
  to: number,
  y: number,
  { labels, needs }: Placing,
): readonly Spot[] {
  const all = sum(hosts.map(needs));
  const spare = Math.max(0, to - from - all) / Math.max(1, hosts.length);
  const shrunk = Math.min(1, (to - from) / Math.max(1, all));
  let x = from;
  return hosts.map((host) => {
    const need = needs(host) * shrunk;
    const at = { x: Math.round(x + spare / 2 + discSize / 2 + 2), y };
    x += need + spare;
    return spotOf(host, at, labels, { width: need - discSize / 2 - besideDisc - 4 });
  });
}

/** Where not all fit into one row: who is on one network only stands above, between the wires of those who are in both. */
function inTwoRows(
  routers: readonly Netns[],
  inside: readonly Netns[],
  from: number,
  to: number,
  place: Placing,
): readonly Spot[] {
  const slot = (to - from) / Math.max(1, routers.length);
  const perSlot = Math.ceil(inside.length / Math.max(1, routers.length));
  const lower = routers.map((host, index) => {
    const at = { x: Math.round(from + index * slot + discSize / 2 + 2), y: 1.5 * rowHeight };
    const width = slot - discSize / 2 - besideDisc - 4;
    return spotOf(host, at, place.labels, { width });
  });
  const upper = Array.from({ length: Math.max(1, routers.length) }, (_, index) => {
    const wire = lower[index]?.at.x ?? from;
    const hosts = inside.slice(index * perSlot, (index + 1) * perSlot);
    return inRow(hosts, wire + 4, from + (index + 1) * slot, rowHeight / 2, place);
  });
  return [...lower, ...upper.flat()];
}

function regionBoxes(
  { beyond }: Around,
  left: number,
  width: number,
  top: number,
  between: readonly Spot[],
  labels: StageLabels,
): readonly Box[] {
  const wires = between.map(({ at }) => at.x);
  const nameFrom = Math.max(left, ...wires) + 8;
  const rect = { x: left, y: top, width, height: regionHeight };
  const region = outsideRegion(rect, nameFrom, labels);
  const [segment] = beyond;
  if (segment === undefined) return [region];
  const [first = left, second = region.words[0]?.x ?? left + width] = wires;
  const name = { above: first + 10, to: second - 10 };
  return [region, segmentBar(segment, left + 5, left + width - 5, top + toBar, labels, name)];
}

/** The network out there, and a wire from it to each of these. */
function lanesBeyond(
  spots: readonly Spot[],
  left: number,
  width: number,
  barY: number,
): readonly Link[] {
  const bar: Link = {
    id: 'stage/lane:beyond',
    area: 'stage',
    points: [
      { x: left + 5, y: barY },
      { x: left + width - 5, y: barY },
    ],
    hidden: true,
    directed: false,
  };
  const wires = spots.map(({ host, at }): Link => {
    const points = [{ x: at.x, y: barY }, at];
    return { id: `${host.id}/lane:beyond`, area: 'stage', points, hidden: false, directed: false };
  });
  return [bar, ...wires];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((one, other) => one + other, 0);
}
