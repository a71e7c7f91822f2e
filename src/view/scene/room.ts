import type { Netns } from '../../sim/dataplane/types.ts';
import { cardsOf, gridHeight, gridWidth, type Grid } from './cards.ts';
import { kernelOf } from './kernel.ts';
import { kernelWidthMin, planKernel } from './kernel-plan.ts';
import { addressOfNode, type Lodger } from './lodgers.ts';
import { flipped, joined, moved, nothing, type Part } from './part.ts';
import type { Box, ScenePoint, StageLabels } from './types.ts';
import { chipAt, wordsIn } from './words.ts';

/** Space between the wall of a room and what is in it. */
const wall = 12;
const headerHeight = 40;

/** What all rooms of a stage have in common. */
export interface RoomPlan {
  readonly grid: Grid;
  readonly width: number;
  /** Height kept for the Pods: that of the fullest room. */
  readonly cardsHeight: number;
  /** Extra space between the parts of a kernel. */
  readonly air: number;
  /** Pods at the bottom and the network card at the top. */
  readonly upsideDown: boolean;
}

export function roomWidth(grid: Grid, labels: StageLabels): number {
  return 2 * wall + Math.max(gridWidth(grid), Math.ceil(kernelWidthMin(labels)));
}

/** The height the Pods of the fullest room need. */
export function cardsHeightOf(
  rooms: readonly { readonly lodgers: readonly Lodger[] }[],
  grid: Grid,
): number {
  return Math.max(0, ...rooms.map(({ lodgers }) => gridHeight(lodgers, grid)));
}

/** The same for all rooms of a plan. */
export function roomHeight(
  { width, cardsHeight, air }: Omit<RoomPlan, 'upsideDown'>,
  labels: StageLabels,
): number {
  const { height } = planKernel(width - 2 * wall, labels, air, [], 0);
  return headerHeight + cardsHeight + air + height + wall;
}

/** A node with all that is in it, its upper left corner at (0, 0). */
export interface Room {
  readonly part: Part;
  /** The middle of its network card. */
  readonly card: ScenePoint;
}

/** A node as a room: its name, its Pods, its kernel. */
export function roomOf(
  node: Netns,
  lodgers: readonly Lodger[],
  plan: RoomPlan,
  labels: StageLabels,
): Room {
  const { grid, width, cardsHeight, air, upsideDown } = plan;
  const inner = width - 2 * wall;
  const { part: kernel, plan: inside } = kernelOf(node, inner, labels, air);
  const kernelTop = cardsHeight + air;
  // Pods begin at the top in every room: one more of them moves none that are there.
  const cards = cardsOf(lodgers, grid, node.id, kernelTop + inside.barY, labels);
  const contentHeight = kernelTop + inside.height;
  const upright = joined(cards, moved(kernel, 0, kernelTop));
  const content = upsideDown ? flipped(upright, contentHeight) : upright;
  const walls: Part = { ...nothing, boxes: [wallsOf(node, width, roomHeight(plan, labels))] };
  const cardY = kernelTop + inside.cardY;
  return {
    part: joined(walls, moved(content, wall, headerHeight)),
    card: {
      x: wall + (inside.cards[0] ?? inner / 2),
      y: headerHeight + (upsideDown ? contentHeight - cardY : cardY),
    },
  };
}

function wallsOf(node: Netns, width: number, height: number): Box {
  const address = addressOfNode(node);
  const chip = address && chipAt(address, 'right', width - wall, 10);
  const nameWidth = width - 2 * wall - (chip ? chip.width + 8 : 0);
  return {
    id: node.id,
    kind: 'node',
    shape: 'room',
    label: node.name,
    words: [
      wordsIn(node.name, 'title', 'left', wall + 2, 10, nameWidth - 2),
      ...(chip ? [chip] : []),
    ],
    x: 0,
    y: 0,
    width,
    height,
    netns: node.id,
    because: node.because,
    quiet: false,
    ...(address && { address }),
  };
}
