import type { Cluster } from '../../sim/dataplane/types.ts';
import { inAddressOrder } from './addresses.ts';
import { coloursOf } from './colours.ts';
import { aroundOf } from './around.ts';
import { arrange, type Contents } from './arrangement.ts';
import { cardWidthFor } from './cards.ts';
import { frameOf, type Frame, type Plan } from './frame.ts';
import { layOutHosts } from './hosts.ts';
import { addressOfNode, lodgersByNode } from './lodgers.ts';
import { cardsHeightOf, roomWidth } from './room.ts';
import type { Stage, StageOptions } from './types.ts';

/** Most space added between the rows of a kernel when there is height to spare. */
const airMax = 14;
/** Another arrangement must be this much larger to be taken instead of a simpler one. */
const worthIt = 1.05;
/** On a place narrower than this, a few nodes stand one above the other: readers scroll down rather than squint. */
const narrow = 0.8;
const stackedMax = 4;

/**
 * Lays a cluster out: nodes as rooms, side by side and in as many rows as fit `aspect` best, below each row the network they
 * are plugged into, and below that the hosts around. On a tall place two nodes face each other across the network. Pure: the
 * same cluster and options give the same stage.
 */
export function layoutStage(cluster: Cluster, { labels, aspect = 1.2 }: StageOptions): Stage {
  const contents = contentsOf(cluster, labels);
  const frame = (plan: Plan): Frame => framed(contents, plan);
  const best = plansFor(contents, aspect).reduce((one, other) =>
    scaleOf(frame(other), aspect) > scaleOf(frame(one), aspect) * worthIt ? other : one,
  );
  const plan = { ...best, air: airFor(best, frame(best), contents.rooms.length, aspect) };
  const { width, height } = frame(plan);
  return { width, height, ...arrange(contents, plan, frame(plan)), colours: coloursOf(cluster) };
}

function contentsOf(cluster: Cluster, labels: Contents['labels']): Contents {
  const lodgers = lodgersByNode(cluster);
  const nodes = [...cluster.namespaces.values()].filter(({ id }) => id.startsWith('node:'));
  const rooms = inAddressOrder(nodes, addressOfNode).map((node) => ({
    node,
    lodgers: lodgers.get(node.id) ?? [],
  }));
  return { rooms, around: aroundOf(cluster), labels };
}

function framed({ rooms, around, labels }: Contents, plan: Plan): Frame {
  const hosts = (width: number): number => layOutHosts(around, width, labels).height;
  return frameOf(plan, rooms.length, hosts, labels);
}

/** How large a unit is when the stage is fitted into a place of this aspect and of height 1. */
function scaleOf({ width, height }: Frame, aspect: number): number {
  return Math.min(aspect / width, 1 / height);
}

/** Simple ones first: few columns of Pods, many nodes in a row. */
function plansFor({ rooms, labels }: Contents, aspect: number): readonly Plan[] {
  const cardWidth = cardWidthFor(rooms.flatMap(({ lodgers }) => lodgers));
  const fullest = Math.max(0, ...rooms.map(({ lodgers }) => lodgers.length));
  const isStacked = aspect < narrow && rooms.length <= stackedMax;
  return columnChoices(isStacked ? 0 : fullest).flatMap((columns) => {
    const grid = { columns, cardWidth };
    const cardsHeight = cardsHeightOf(rooms, grid);
    const common = { grid, width: roomWidth(grid, labels), cardsHeight, air: 0 };
    return rowChoices(isStacked ? 1 : rooms.length).map((perRow): Plan => ({
      ...common,
      perRow,
      facing: rooms.length === 2 && perRow === 1,
    }));
  });
}

function columnChoices(fullest: number): readonly number[] {
  return [3, 4, 5, 6, 8, 10, 12, 16, 20].filter((columns) => columns <= Math.max(3, fullest));
}

function rowChoices(nodes: number): readonly number[] {
  return [10, 8, 7, 6, 5, 4, 3, 2, 1].filter((perRow) => perRow <= Math.max(1, nodes));
}

/** Height that would stay empty becomes space between the rows of the kernels. */
function airFor({ perRow }: Plan, { width, height }: Frame, rooms: number, aspect: number): number {
  const kernelGaps = Math.ceil(rooms / perRow) * 6;
  const free = width / aspect - height;
  return Math.max(0, Math.min(airMax, Math.floor(free / kernelGaps / 2) * 2));
}
