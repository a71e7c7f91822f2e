import type { Netns } from '../../sim/dataplane/types.ts';
import { wireLength, type Frame, type Plan } from './frame.ts';
import type { Around } from './around.ts';
import { layOutHosts } from './hosts.ts';
import { barHeight } from './kernel-plan.ts';
import type { Lodger } from './lodgers.ts';
import { joined, moved, nothing, type Part } from './part.ts';
import { roomOf } from './room.ts';
import { widthOf } from './text.ts';
import type { Box, Link, ScenePoint, StageLabels, Words } from './types.ts';
import { wordsAt, wordsIn } from './words.ts';

/** What there is to lay out. */
export interface Contents {
  readonly rooms: readonly { readonly node: Netns; readonly lodgers: readonly Lodger[] }[];
  readonly around: Around;
  readonly labels: StageLabels;
}

/** Fills a frame: the network, the rooms plugged into it, and the hosts around. */
export function arrange(contents: Contents, plan: Plan, frame: Frame): Part {
  const { around, labels } = contents;
  const { hosts, right } = frame;
  const { part, drops } = layOutHosts(around, right - hosts.x, labels);
  const wires = drops.map((x) => x + hosts.x);
  const rooms = contents.rooms.map((_, index) => placedRoom(contents, plan, frame, index));
  return joined(networkOf(around, frame, wires, labels), ...rooms, moved(part, hosts.x, hosts.y));
}

/** A room at its place, its network card wired to the network. */
function placedRoom({ rooms, labels }: Contents, plan: Plan, frame: Frame, index: number): Part {
  const [room, corner] = [rooms[index], frame.rooms[index]];
  if (!room || !corner) return nothing;
  const upsideDown = plan.facing && index === 1;
  const { part, card } = roomOf(room.node, room.lodgers, { ...plan, upsideDown }, labels);
  const end = { x: corner.x + card.x, y: corner.y + card.y };
  const barY = frame.bars[Math.floor(index / plan.perRow)] ?? frame.bars[0] ?? 0;
  const points = upsideDown
    ? detour(frame, corner.y - wireLength / 2, end)
    : [end, { x: end.x, y: barY }];
  return joined(moved(part, corner.x, corner.y), wire(room.node.id, points));
}

/** From the bar down at the left of the hosts, and under them to the card of the lower room. */
function detour({ bars, barLeft }: Frame, cornerY: number, end: ScenePoint): readonly ScenePoint[] {
  const x = barLeft + 4;
  return [{ x, y: bars[0] ?? 0 }, { x, y: cornerY }, { x: end.x, y: cornerY }, end];
}

function wire(name: string, points: readonly ScenePoint[], hidden = false): Part {
  const link: Link = { id: `stage/lane:${name}`, area: 'stage', points, hidden, directed: false };
  return { ...nothing, links: [link] };
}

/** The network the nodes are plugged into: a bar below each row, and the trunk that makes one of them. */
function networkOf(
  around: Around,
  frame: Frame,
  wires: readonly number[],
  labels: StageLabels,
): Part {
  const { bars, barLeft, right } = frame;
  const [first, last] = [bars[0], bars.at(-1)];
  if (around.nodeNetwork === '' || first === undefined || last === undefined) return nothing;
  const boxes = bars.map((y, index) => barOf(around, frame, y, index, wires, labels));
  const lanes = bars.map((y, index) =>
    wire(
      `bar-${index}`,
      [
        { x: barLeft, y },
        { x: right, y },
      ],
      true,
    ),
  );
  const x = barLeft + barHeight / 2;
  const trunk =
    first === last
      ? nothing
      : wire('trunk', [
          { x, y: first },
          { x, y: last },
        ]);
  return joined({ ...nothing, boxes }, ...lanes, trunk);
}

function barOf(
  around: Around,
  frame: Frame,
  y: number,
  index: number,
  wires: readonly number[],
  labels: StageLabels,
): Box {
  const { bars, barLeft, right } = frame;
  const { nodeNetwork } = around;
  const isLast = index === bars.length - 1;
  const label = labels.names[nodeNetwork] ?? nodeNetwork;
  return {
    id: `segment:${nodeNetwork}${isLast ? '' : `/${index}`}`,
    kind: 'segment',
    shape: 'bar',
    label,
    words: isLast ? nameOf(around, frame, y, wires, label) : [],
    x: barLeft,
    y: y - barHeight / 2,
    width: right - barLeft,
    height: barHeight,
    because: [],
    quiet: false,
  };
}

/** The name of the network and, where there is room, its range: between two wires of hosts, the first that leave room for it, or else most. */
function nameOf(
  { nodeCidr }: Around,
  { right, hosts }: Frame,
  y: number,
  wires: readonly number[],
  label: string,
): readonly Words[] {
  const top = y + barHeight / 2 + 13;
  const ends = [...(wires.length > 1 ? wires : [hosts.x, ...wires]), right];
  const gaps = ends.slice(1).map((end, index) => {
    const left = (ends[index] ?? 0) + 12;
    return { left, width: end - 12 - left };
  });
  const widest = Math.max(...gaps.map((gap) => gap.width));
  const needed = Math.min(widthOf(label, 'word'), widest);
  const { left, width } = gaps.find((gap) => gap.width >= needed) ?? { left: 0, width: 0 };
  const name = wordsIn(label, 'word', 'left', left, top, width);
  const range = wordsAt(nodeCidr, 'note', 'left', name.x + name.width + 8, top);
  return range.x + range.width <= left + width ? [name, range] : [name];
}
