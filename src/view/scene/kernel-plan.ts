import { widthOf } from './text.ts';
import type { StageLabels } from './types.ts';

/** Sizes of what stands in a kernel. */
export const gate = { width: 44, height: 42 };
export const fork = { width: 28, height: 28 };
export const tunnel = { width: 58, height: 26 };
export const card = { width: 54, height: 18 };
export const barHeight = 10;
export const discSize = 26;

/** A label above something stands this far above it. */
export const labelGap = 19;

/** Space left and right of the gates, for the lanes into and out of the kernel. */
const laneZone = 18;
const laneInset = 14;
const columnGapMin = 14;
/** How much wider than it must be the widest kernel may become. */
const stretchMax = 60;

/** Where everything in a kernel is: x of its columns and lanes, y of its rows. All are middles. */
export interface KernelPlan {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly prerouting: number;
  readonly routing: number;
  readonly forward: number;
  readonly postrouting: number;
  readonly socket: number;
  readonly tunnels: readonly number[];
  readonly cards: readonly number[];
  /** The bridge. */
  readonly barY: number;
  /** The gates every packet from elsewhere passes. */
  readonly passY: number;
  /** The gates to and from the node itself. */
  readonly localGateY: number;
  /** What sends and receives on the node itself. */
  readonly localY: number;
  /** The lane below that. */
  readonly turnY: number;
  /** The network card. */
  readonly cardY: number;
}

/** The room a kernel needs between the walls of its node. */
export function kernelWidthMin(labels: StageLabels): number {
  return coreWidthMin(columnWidths(labels)) + 2 * laneZone;
}

/** Sets out a kernel `width` wide with tunnel devices of these names and so many network cards. `air` is space added between its rows. */
export function planKernel(
  width: number,
  labels: StageLabels,
  air: number,
  tunnelNames: readonly string[],
  cardCount: number,
): KernelPlan {
  const widths = columnWidths(labels);
  const core = Math.min(width - 2 * laneZone, coreWidthMin(widths) + stretchMax);
  const left = (width - core) / 2;
  const [prerouting = 0, routing = 0, forward = 0, postrouting = 0] = centers(widths, left, core);

  const passY = barHeight + 5 + 15 + 4 + air + labelGap + gate.height / 2;
  const localGateY = passY + gate.height + 16 + air;
  const localY = localGateY + gate.height / 2 + 30 + air;
  const turnY = localY + 34 + air / 2;
  const cardY = turnY + 8 + labelGap + card.height / 2 + air / 2;

  const tunnelCount = tunnelNames.length;
  // The first one's name stands clear of the gate before it.
  const nameWidth = widthOf(tunnelNames[0] ?? '', 'label');
  const tunnelFrom =
    routing + Math.round(Math.max(26 + tunnel.width / 2, gate.width / 2 + 4 + nameWidth / 2));
  const tunnelStep = tunnelCount > 1 ? (postrouting - 60 - tunnelFrom) / (tunnelCount - 1) : 0;
  return {
    width,
    height: cardY + card.height / 2,
    left: left - laneInset,
    right: left + core + laneInset,
    prerouting,
    routing,
    forward,
    postrouting,
    socket: tunnelCount > 0 ? prerouting - 8 : tunnelFrom,
    tunnels: Array.from({ length: tunnelCount }, (_, index) => tunnelFrom + index * tunnelStep),
    cards: Array.from(
      { length: cardCount },
      (_, index) => Math.round(width / 2) + (index - (cardCount - 1) / 2) * 90,
    ),
    barY: barHeight / 2,
    passY,
    localGateY,
    localY,
    turnY,
    cardY,
  };
}

function columnWidths(labels: StageLabels): readonly number[] {
  const gateOf = (hook: string): number => Math.max(gate.width, widthOf(hook, 'label'));
  const routing = Math.max(fork.width, widthOf(labels.routing, 'word'));
  return [gateOf('PREROUTING'), routing, gateOf('FORWARD'), gateOf('POSTROUTING')];
}

function coreWidthMin(widths: readonly number[]): number {
  return sum(widths) + (widths.length - 1) * columnGapMin;
}

function centers(widths: readonly number[], left: number, width: number): readonly number[] {
  const gap = (width - sum(widths)) / (widths.length - 1);
  return widths.map((own, index) =>
    Math.round(left + sum(widths.slice(0, index)) + index * gap + own / 2),
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
