import {
  crossingOf,
  distance,
  lies,
  near,
  piecesOf,
  same,
  withoutStraights,
  type Piece,
} from './geometry.ts';
import { Queue } from './queue.ts';
import type { Link, ScenePoint, Station } from './types.ts';

/** A bend costs as much as this many units of way: straight ways look calm. */
const bendCost = 40;

/** Neighbours of each point, by key. */
type Graph = Map<string, Map<string, ScenePoint>>;

/**
 * The lanes of one area as a graph. A way from one station to another is the shortest one with few bends, along lanes only,
 * and never through a third station: what a packet visits, it visits in a hop of its own.
 */
export class Lanes {
  private readonly pieces: readonly Piece[];
  /** What a way may not lead through, by key. */
  private readonly closed: ReadonlySet<string>;
  private readonly stations: readonly ScenePoint[];
  private readonly graph: Graph;

  constructor(links: readonly Link[], stations: readonly Station[]) {
    this.pieces = links.flatMap(({ points }) => piecesOf(points));
    this.stations = stations.map(({ point }) => point);
    const closed = stations.filter(({ passable }) => !passable);
    this.closed = new Set(closed.map(({ point }) => keyOf(point)));
    this.graph = this.graphWith([]);
  }

  /** `undefined` when no lanes join the two points. */
  way(from: ScenePoint, to: ScenePoint): readonly ScenePoint[] | undefined {
    if (same(from, to)) return [from];
    const isKnown = this.graph.has(keyOf(from)) && this.graph.has(keyOf(to));
    const graph = isKnown ? this.graph : this.graphWith([from, to]);
    return this.shortest(graph, from, to);
  }

  private graphWith(more: readonly ScenePoint[]): Graph {
    const graph: Graph = new Map();
    for (const piece of this.pieces) {
      const stops = [...this.stations, ...more].filter((point) => lies(point, piece));
      for (const { from, to } of piecesOf(inOrder(piece, [...this.jointsOf(piece), ...stops]))) {
        connect(graph, from, to);
        connect(graph, to, from);
      }
    }
    return graph;
  }

  /** Points of a piece at which another one touches or crosses it. */
  private jointsOf(piece: Piece): readonly ScenePoint[] {
    const joints: ScenePoint[] = [piece.from, piece.to];
    for (const other of this.pieces) {
      if (other === piece) continue;
      const crossing = crossingOf(piece, other);
      if (crossing) joints.push(crossing);
      for (const end of [other.from, other.to]) if (lies(end, piece)) joints.push(end);
    }
    return joints;
  }

  /** Dijkstra's, over points and the direction they were reached in. */
  private shortest(
    graph: Graph,
    from: ScenePoint,
    to: ScenePoint,
  ): readonly ScenePoint[] | undefined {
    const queue = new Queue<Visit>();
    const done = new Set<string>();
    queue.push({ point: from, cost: 0 });
    for (let visit = queue.pop(); visit; visit = queue.pop()) {
      if (same(visit.point, to)) return cornersOf(visit);
      const state = `${keyOf(visit.point)} ${visit.isHorizontal}`;
      if (done.has(state)) continue;
      done.add(state);
      for (const [key, next] of graph.get(keyOf(visit.point)) ?? [])
        if (!this.closed.has(key) || same(next, to)) queue.push(visitTo(next, visit));
    }
    return undefined;
  }
}

interface Visit {
  readonly point: ScenePoint;
  readonly cost: number;
  readonly isHorizontal?: boolean;
  readonly before?: Visit;
}

function visitTo(point: ScenePoint, before: Visit): Visit {
  const isHorizontal = near(point.y, before.point.y);
  const isBend = before.isHorizontal !== undefined && before.isHorizontal !== isHorizontal;
  const cost = before.cost + distance(before.point, point) + (isBend ? bendCost : 0);
  return { point, cost, isHorizontal, before };
}

function cornersOf(last: Visit): readonly ScenePoint[] {
  const points: ScenePoint[] = [];
  for (let visit: Visit | undefined = last; visit; visit = visit.before) points.push(visit.point);
  return withoutStraights(points.toReversed());
}

function connect(graph: Graph, from: ScenePoint, to: ScenePoint): void {
  const neighbours = graph.get(keyOf(from)) ?? new Map<string, ScenePoint>();
  neighbours.set(keyOf(to), to);
  graph.set(keyOf(from), neighbours);
}

/** Points of a piece from its beginning to its end, each once. */
function inOrder({ from, to }: Piece, points: readonly ScenePoint[]): readonly ScenePoint[] {
  const unique = new Map(points.map((point) => [keyOf(point), point]));
  const sign = to.x + to.y >= from.x + from.y ? 1 : -1;
  return [...unique.values()].toSorted((one, other) => sign * (one.x + one.y - other.x - other.y));
}

function keyOf({ x, y }: ScenePoint): string {
  return `${Math.round(x * 10)},${Math.round(y * 10)}`;
}
