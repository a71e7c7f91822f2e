import type { Hop, Leg, Motion } from '../../sim/trace/types.ts';
import { Lanes } from './lanes.ts';
import type { ScenePoint, Stage, Station } from './types.ts';

/** Where a hop happens and the way that leads there. */
export interface Way {
  readonly boxId: string;
  readonly path: readonly ScenePoint[];
  /** The area whose lanes the path is on. */
  readonly area: string | undefined;
}

/** The ways of a leg's hops over a stage, one after the other. */
export class Ways {
  private readonly stations: ReadonlyMap<string, Station>;
  private readonly stage: Stage;
  private readonly lanes = new Map<string, Lanes>();

  constructor(stage: Stage) {
    this.stage = stage;
    this.stations = new Map(stage.stations.map((station) => [station.id, station]));
  }

  ofLeg({ hops }: Leg, motionOf: (hop: Hop) => Motion): readonly Way[] {
    const ways: Way[] = [];
    const motions = hops.map(motionOf);
    let from: Position | undefined;
    hops.forEach((_, index) => {
      const station = this.stationOf(hops, motions, index);
      if (!station) {
        ways.push({ boxId: '', path: from ? [from.point] : [{ x: 0, y: 0 }], area: undefined });
        return;
      }
      const next = hops[index + 1] && this.stationOf(hops, motions, index + 1);
      const way = this.way(from, station, next);
      from = { station, point: way.path.at(-1) ?? station.point };
      ways.push(way);
    });
    return ways;
  }

  /** A hop's place, and which of a place's stations its neighbours make it. */
  private stationOf(
    hops: readonly Hop[],
    motions: readonly Motion[],
    index: number,
  ): Station | undefined {
    const hop = hops[index];
    if (!hop) return undefined;
    const { netns, at } = hop.place;
    const before = neighbour(hops, index - 1, netns);
    const after = neighbour(hops, index + 1, netns);
    const find = (place: string): Station | undefined => this.stations.get(`${netns}/${place}`);
    if (at === 'routing') {
      // What IPVS takes out of a gate is routed where the node's own packets are.
      if (isHook(before) && after === 'hook:OUTPUT')
        return find('routing-output') ?? find('socket');
      // What a kernel sends itself is routed where it leaves, not where others' packets come in.
      if (before === 'hook:OUTPUT') return find('rerouted') ?? find('socket');
      const isOwn = before === 'socket' || before === undefined || motions[index - 1] === 'wrap';
      return (isOwn ? find('routing-output') : undefined) ?? find(at) ?? find('socket');
    }
    // bridge-nf: the bridge decides while the packet stands between two gates.
    const isBetweenGates = isHook(before) && (isHook(after) || after === 'routing');
    const own = find(at) ?? find('socket');
    return (own && own.reach > 0 && isBetweenGates ? find('bridged') : undefined) ?? own;
  }

  private way(from: Position | undefined, to: Station, next: Station | undefined): Way {
    const { boxId } = to;
    if (!from) return { boxId, path: [standing(to)], area: undefined };
    if (to.reach > 0) return this.ontoBar(from, to, next);
    return { boxId, ...this.between(from, { station: to, point: to.point }) };
  }

  /** On a bar a packet stands where it comes onto it, or, before it goes up to a Pod, below that Pod. */
  private ontoBar(from: Position, bar: Station, next: Station | undefined): Way {
    const { boxId } = bar;
    const onBar = ({ x, y }: ScenePoint): boolean =>
      Math.abs(y - bar.point.y) < 0.01 && Math.abs(x - bar.point.x) <= bar.reach + 0.01;
    const isThrough = next !== undefined && next.reach === 0 && next !== from.station;
    const target = isThrough ? next : bar;
    const { path, area } = this.between(from, { station: target, point: target.point });
    const touching = path.flatMap((point, index) => (onBar(point) ? [index] : []));
    const leavesToPod =
      isThrough && !from.station.id.startsWith('pod:') && next.boxId.startsWith('pod:');
    const last = (leavesToPod ? touching.at(-1) : touching[0]) ?? path.length - 1;
    return { boxId, path: path.slice(0, last + 1), area };
  }

  private between(from: Position, to: Position): Pick<Way, 'path' | 'area'> {
    const areas = from.station.areas.filter((area) => to.station.areas.includes(area));
    for (const area of areas) {
      const path = this.lanesOf(area).way(from.point, to.point);
      if (path) return { path, area };
    }
    return { path: elbow(from.point, to.point), area: undefined };
  }

  private lanesOf(area: string): Lanes {
    const known = this.lanes.get(area);
    if (known) return known;
    const lanes = new Lanes(
      this.stage.links.filter((link) => link.area === area),
      this.stage.stations.filter((station) => station.areas.includes(area)),
    );
    this.lanes.set(area, lanes);
    return lanes;
  }
}

interface Position {
  readonly station: Station;
  readonly point: ScenePoint;
}

function neighbour(hops: readonly Hop[], index: number, netns: string): string | undefined {
  const place = hops[index]?.place;
  return place?.netns === netns ? place.at : undefined;
}

function isHook(at: string | undefined): boolean {
  return at?.startsWith('hook:') ?? false;
}

function standing({ point }: Station): ScenePoint {
  return point;
}

/** Where no lane leads: straight down or up, then across. */
function elbow(from: ScenePoint, to: ScenePoint): readonly ScenePoint[] {
  return from.x === to.x || from.y === to.y ? [from, to] : [from, { x: from.x, y: to.y }, to];
}
