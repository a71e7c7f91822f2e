import type { Ip } from '../../sim/net/index.ts';
import type { Netns } from '../../sim/dataplane/types.ts';
import type { Around } from './around.ts';
import { discSize } from './kernel-plan.ts';
import { nothing, type Part } from './part.ts';
import type { Box, Link, ScenePoint, StageLabels, Station } from './types.ts';
import { chipAt, lineHeight, wordsAt } from './words.ts';

/** Height of the hosts' row, from the top of what is outside to the lowest address. */
export const hostsHeight = 90;
/** From the top of the row to the middle of the hosts. */
const middle = 34;
const rowWidthMax = 900;
/** From what is outside to its edge, and from there to what is inside. */
const regionInset = 10;

/** Where the hosts of a row `width` wide stand. */
export function hostColumns(
  { inside, routers, outside }: Around,
  width: number,
): readonly number[] {
  const count = inside.length + routers.length + outside.length;
  const used = Math.min(width, rowWidthMax);
  const slot = used / Math.max(1, count);
  return Array.from({ length: count }, (_, index) =>
    Math.round((width - used) / 2 + (index + 0.5) * slot),
  );
}

/**
 * The hosts around the nodes in one row below the node network at `barY`, `width` wide. A host is a disc with its words below.
 *
 * ```
 *  ═══════════════ node network ═══════════════
 *       │                  │       ┌ outside ─────────┐
 *       ○                  ○───────┼─═══─────○        │
 *  control-plane         router    │       client     │
 * ```
 */
export function hostsOf(around: Around, width: number, barY: number, labels: StageLabels): Part {
  const { inside, routers, outside } = around;
  const hosts = [...inside, ...routers, ...outside];
  if (hosts.length === 0) return nothing;
  const columns = hostColumns(around, width);
  const spots = hosts.map((host, index): Spot => {
    const at = { x: columns[index] ?? 0, y: middle };
    const box = discOf(host, at, labels, index < inside.length);
    const isOutside = index >= inside.length + routers.length;
    return { host, at, box: isOutside ? { ...box, parent: 'outside' } : box };
  });
  const wired = spots.slice(0, inside.length + routers.length);
  const beyond = outsideOf(around, spots, labels);
  return {
    boxes: [...beyond.boxes, ...spots.map(({ box }) => box)],
    links: [...wired.map(({ host, at }) => drop(host, at, barY)), ...beyond.links],
    stations: spots.flatMap(stationsOf),
    gutters: [],
  };
}

interface Spot {
  readonly host: Netns;
  readonly at: ScenePoint;
  readonly box: Box;
}

/** The world beyond the last router: a region, the network in it, and the lane there. */
function outsideOf(
  { inside, routers, outside, beyond }: Around,
  spots: readonly Spot[],
  labels: StageLabels,
): Pick<Part, 'boxes' | 'links'> {
  const count = inside.length + routers.length;
  const [router, first, last] = [spots[count - 1], spots[count], spots.at(-1)];
  if (outside.length === 0 || !first || !last) return nothing;
  const left = router ? router.at.x + reachOf(router) : first.at.x - reachOf(first);
  const right = last.at.x + reachOf(last);
  const boxes = [regionOf(left, right, labels)];
  const [segment] = beyond;
  if (segment !== undefined)
    boxes.push(segmentOf(segment, left + 12, first.at.x - discSize / 2 - 10, labels));
  const lane: Link = {
    id: 'stage/lane:beyond',
    area: 'stage',
    points: [router?.at ?? first.at, last.at],
    hidden: false,
    directed: false,
  };
  return { boxes, links: [lane] };
}

/** Half the width of a host with its words, and some space. */
function reachOf({ box }: Spot): number {
  return Math.max(box.width, ...box.words.map(({ width }) => width)) / 2 + regionInset;
}

function regionOf(left: number, right: number, labels: StageLabels): Box {
  return {
    id: 'outside',
    kind: 'outside',
    shape: 'region',
    label: labels.outside,
    words: [wordsAt(labels.outside, 'word', 'right', right - 10, 3)],
    x: left,
    y: 0,
    width: right - left,
    height: hostsHeight,
    because: [],
    quiet: false,
  };
}

function segmentOf(segment: string, left: number, right: number, labels: StageLabels): Box {
  const label = labels.names[segment] ?? segment;
  const words = wordsAt(label, 'word', 'center', (left + right) / 2, middle + 9);
  return {
    id: `segment:${segment}`,
    kind: 'segment',
    shape: 'bar',
    parent: 'outside',
    label,
    words: words.width <= right - left ? [words] : [],
    x: left,
    y: middle - 4,
    width: right - left,
    height: 8,
    because: [],
    quiet: false,
  };
}

function discOf(host: Netns, { x, y }: ScenePoint, labels: StageLabels, quiet: boolean): Box {
  const label = labels.names[host.name] ?? host.name;
  const address = addressOf(host);
  const top = y + discSize / 2 + 4;
  const role = quiet ? 'quiet-name' : 'name';
  const chip = address && chipAt(address, 'center', x, top + lineHeight(role) + 1);
  return {
    id: host.id,
    kind: 'host',
    shape: 'disc',
    label,
    words: [wordsAt(label, role, 'center', x, top), ...(chip ? [chip] : [])],
    x: x - discSize / 2,
    y: y - discSize / 2,
    width: discSize,
    height: discSize,
    netns: host.id,
    because: host.because,
    quiet,
    ...(address && { address }),
  };
}

function addressOf(host: Netns): Ip | undefined {
  const cards = [...host.interfaces.values()].filter(({ device }) => device.type === 'ethernet');
  return cards[0]?.addresses[0]?.ip;
}

function drop(host: Netns, at: ScenePoint, barY: number): Link {
  const points = [{ x: at.x, y: barY }, at];
  return { id: `${host.id}/lane`, area: 'stage', points, hidden: false, directed: false };
}

/** All places of a host are one: what happens inside it is not drawn. */
function stationsOf({ host, at, box }: Spot): readonly Station[] {
  const places = [
    'socket',
    'routing',
    ...[...host.interfaces.keys()].map((name) => `device:${name}`),
  ];
  return places.map((place) => ({
    id: `${host.id}/${place}`,
    boxId: box.id,
    point: at,
    reach: 0,
    passable: false,
    areas: ['stage'],
  }));
}
