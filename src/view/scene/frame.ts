import { belowBar } from './host.ts';
import { barHeight } from './kernel-plan.ts';
import { roomHeight, type RoomPlan } from './room.ts';
import type { ScenePoint, StageLabels } from './types.ts';

const margin = 10;
const roomGap = 20;
/** From the rooms down to the network below them. */
export const wireLength = 18;
const trunkSpace = 18;

/** How to lay a cluster out. */
export interface Plan extends Omit<RoomPlan, 'upsideDown'> {
  /** Rooms in a row. */
  readonly perRow: number;
  /** Two rooms face each other across the network. */
  readonly facing: boolean;
}

/** Where rooms, networks and hosts go. Cheap to make, so that plans can be compared. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  /** Upper left corner of each room. */
  readonly rooms: readonly ScenePoint[];
  /** Middle of the node network's bar below each row. */
  readonly bars: readonly number[];
  readonly barLeft: number;
  readonly right: number;
  /** Upper left corner of the hosts' row. */
  readonly hosts: ScenePoint;
}

/** `hosts` tells the height of the hosts in a given width. */
export function frameOf(
  plan: Plan,
  roomCount: number,
  hosts: (width: number) => number,
  labels: StageLabels,
): Frame {
  const height = roomHeight(plan, labels);
  return plan.facing ? facingFrame(plan, height, hosts) : rowsFrame(plan, roomCount, height, hosts);
}

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
function rowsFrame(
  { perRow, width }: Plan,
  roomCount: number,
  roomHigh: number,
  hosts: (width: number) => number,
): Frame {
  const rows = Math.max(1, Math.ceil(roomCount / perRow));
  const longest = Math.max(1, Math.min(perRow, roomCount));
  const left = margin + (rows > 1 ? trunkSpace : 0);
  const right = left + longest * (width + roomGap) - roomGap;
  const rowHeight = (roomCount > 0 ? roomHigh : 0) + wireLength + barHeight / 2 + belowBar;
  const hostsY = margin + rows * rowHeight;
  return {
    width: right + margin,
    height: hostsY + hosts(right - left) + margin,
    rooms: Array.from({ length: roomCount }, (_, index) => ({
      x: left + (index % perRow) * (width + roomGap),
      y: margin + Math.floor(index / perRow) * rowHeight,
    })),
    bars: Array.from({ length: rows }, (_, row) => margin + (row + 1) * rowHeight - belowBar),
    barLeft: margin,
    right,
    hosts: { x: left, y: hostsY },
  };
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
function facingFrame({ width }: Plan, roomHigh: number, hosts: (width: number) => number): Frame {
  const barY = margin + roomHigh + wireLength + barHeight / 2;
  const hostsY = barY + belowBar;
  const lowerY = hostsY + hosts(width) + wireLength;
  return {
    width: width + 2 * margin,
    height: lowerY + roomHigh + margin,
    rooms: [
      { x: margin, y: margin },
      { x: margin, y: lowerY },
    ],
    bars: [barY],
    barLeft: margin,
    right: margin + width,
    hosts: { x: margin, y: hostsY },
  };
}
