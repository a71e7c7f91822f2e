import type { Around } from './around.ts';
import { dropTo, spotOf, stationsOf, type Hosts, type Spot } from './host.ts';
import { discSize } from './kernel-plan.ts';
import { nothing, type Part } from './part.ts';
import { outsideRegion, segmentBar } from './region.ts';
import type { Link, StageLabels } from './types.ts';

const height = 90;
/** From the top of the row to the middle of the hosts. */
const middle = 34;
/** From what is outside to its edge, and from there to what is inside. */
const regionInset = 10;

/**
 * The hosts in one row below the node network. A host is a disc with its words below.
 *
 * ```
 *  ═══════════════ node network ═══════════════
 *       │                  │       ┌ outside ─────────┐
 *       ○                  ○───────┼─═══─────○        │
 *  control-plane         router    │       client     │
 * ```
 */
export function hostsInRow(
  around: Around,
  left: number,
  width: number,
  labels: StageLabels,
): Hosts {
  const { inside, routers, outside } = around;
  const hosts = [...inside, ...routers, ...outside];
  const slot = width / Math.max(1, hosts.length);
  const spots = hosts.map((host, index): Spot => {
    const at = { x: Math.round(left + (index + 0.5) * slot), y: middle };
    const spot = spotOf(host, at, labels);
    const isOutside = index >= inside.length + routers.length;
    return isOutside ? { ...spot, box: { ...spot.box, parent: 'outside' } } : spot;
  });
  const wired = spots.slice(0, inside.length + routers.length);
  const beyond = outsideOf(around, spots, labels);
  return {
    height: hosts.length === 0 ? 0 : height,
    drops: wired.map(({ at }) => at.x),
    part: {
      boxes: [...beyond.boxes, ...spots.map(({ box }) => box)],
      links: [...wired.map(dropTo), ...beyond.links],
      stations: spots.flatMap(stationsOf),
      gutters: [],
    },
  };
}

/** The world beyond the router: a region, the network in it, and the lane there. */
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
  const region = outsideRegion({ x: left, y: 0, width: right - left, height }, left, labels);
  const [segment] = beyond;
  const [from, to] = [left + 12, first.at.x - discSize / 2 - 10];
  const bars =
    segment === undefined ? [] : [segmentBar(segment, from, to, middle, labels, 'below')];
  const lane: Link = {
    id: 'stage/lane:beyond',
    area: 'stage',
    points: [router?.at ?? first.at, last.at],
    hidden: false,
    directed: false,
  };
  return { boxes: [region, ...bars], links: [lane] };
}

/** Half the width of a host with its words, and some space. */
function reachOf({ box }: Spot): number {
  return Math.max(box.width, ...box.words.map(({ width }) => width)) / 2 + regionInset;
}
