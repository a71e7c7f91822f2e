import { assert } from '../../base/assert.ts';
import type { Link, ScenePoint, Station } from './types.ts';

/** A bend costs as much as this many units of way: straight ways look calm. */
const bendCost = 40;
const tolerance = 0.01;

interface Piece {
  readonly from: ScenePoint;
  readonly to: ScenePoint;
}

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
    this.pieces = links.flatMap(piecesOf);
    this.stations = stations.map(({ point }) => point);
    this.closed = new Set(
      stations.filter(({ passable }) => !passable).map(({ point }) => keyOf(point)),
    );
    this.graph = this.graphWith([]);
  }

  /** `undefined` when no lanes join the two points. */
  way(from: ScenePoint, to: ScenePoint): readonly ScenePoint[] | undefined {
    if (same(from, to)) return [from];
    const isKnown = this.graph.has(keyOf(from)) && this.graph.has(keyOf(to));
    const graph = isKnown ? this.graph : this.graphWith([from, to]);
    return shortest(graph, this.closed, from, to);
  }

  private graphWith(more: readonly ScenePoint[]): Graph {
    const graph: Graph = new Map();
    for (const piece of this.pieces) {
      const stops = [...this.stations, ...more].filter((point) => lies(point, piece));
      const points = alongPiece(piece, [...this.jointsOf(piece), ...stops]);
      points.forEach((point, index) => {
        const next = points[index + 1];
        if (!next) return;
        connect(graph, point, next);
        connect(graph, next, point);
      });
    }
    return graph;
  }

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
}

/** Neighbours of each point, by key. */
type Graph = Map<string, Map<string, ScenePoint>>;

function connect(graph: Graph, from: ScenePoint, to: ScenePoint): void {
  const key = keyOf(from);
  const neighbours = graph.get(key) ?? new Map<string, ScenePoint>();
  neighbours.set(keyOf(to), to);
  graph.set(key, neighbours);
}

interface Visit {
  readonly point: ScenePoint;
  readonly horizontal: boolean | undefined;
  readonly cost: number;
  readonly before?: Visit;
}

function shortest(
  graph: Graph,
  closed: ReadonlySet<string>,
  from: ScenePoint,
  to: ScenePoint,
): readonly ScenePoint[] | undefined {
  const queue = new Queue();
  const done = new Set<string>();
  queue.push({ point: from, horizontal: undefined, cost: 0 });
  for (let visit = queue.pop(); visit; visit = queue.pop()) {
    const { point, horizontal, cost } = visit;
    if (same(point, to)) return corners(visit);
    const state = `${keyOf(point)} ${horizontal}`;
    if (done.has(state)) continue;
    done.add(state);
    for (const next of graph.get(keyOf(point))?.values() ?? []) {
      if (closed.has(keyOf(next)) && !same(next, to)) continue;
      const turns = next.y === point.y;
      const bend = horizontal === undefined || horizontal === turns ? 0 : bendCost;
      queue.push({
        point: next,
        horizontal: turns,
        cost: cost + distance(point, next) + bend,
        before: visit,
      });
    }
  }
  return undefined;
}

function corners(last: Visit): readonly ScenePoint[] {
  const points: ScenePoint[] = [];
  for (let visit: Visit | undefined = last; visit; visit = visit.before)
    points.unshift(visit.point);
  return withoutStraights(points);
}

/** The same line without points in the middle of a straight piece. */
export function withoutStraights(points: readonly ScenePoint[]): readonly ScenePoint[] {
  return points.filter((point, index) => {
    const before = points[index - 1];
    const after = points[index + 1];
    if (!before || !after) return true;
    const straight =
      (near(before.x, point.x) && near(point.x, after.x)) ||
      (near(before.y, point.y) && near(point.y, after.y));
    return !straight;
  });
}

/** A binary heap of visits, cheapest first. */
class Queue {
  private readonly items: Visit[] = [];

  push(visit: Visit): void {
    const { items } = this;
    let index = items.push(visit) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (this.cost(parent) <= this.cost(index)) return;
      this.swap(index, parent);
      index = parent;
    }
  }

  pop(): Visit | undefined {
    const { items } = this;
    const [first] = items;
    const last = items.pop();
    if (items.length > 0 && last) {
      items[0] = last;
      this.sink();
    }
    return first;
  }

  private sink(): void {
    for (let index = 0; ;) {
      const left = 2 * index + 1;
      const child = this.cost(left + 1) < this.cost(left) ? left + 1 : left;
      if (this.cost(index) <= this.cost(child)) return;
      this.swap(index, child);
      index = child;
    }
  }

  private cost(index: number): number {
    return this.items[index]?.cost ?? Infinity;
  }

  private swap(one: number, other: number): void {
    const { items } = this;
    const [first, second] = [items[one], items[other]];
    assert(first && second, 'a heap swaps what it holds');
    items[one] = second;
    items[other] = first;
  }
}

function piecesOf({ points }: Link): readonly Piece[] {
  return points.slice(1).map((to, index) => ({ from: points[index] ?? to, to }));
}

function alongPiece({ from, to }: Piece, points: readonly ScenePoint[]): readonly ScenePoint[] {
  const unique = new Map(points.map((point) => [keyOf(point), point]));
  const sign = to.x + to.y >= from.x + from.y ? 1 : -1;
  return [...unique.values()].toSorted((one, other) => sign * (one.x + one.y - other.x - other.y));
}

function crossingOf(one: Piece, other: Piece): ScenePoint | undefined {
  const oneIsHorizontal = near(one.from.y, one.to.y);
  if (oneIsHorizontal === near(other.from.y, other.to.y)) return undefined;
  const point = oneIsHorizontal
    ? { x: other.from.x, y: one.from.y }
    : { x: one.from.x, y: other.from.y };
  return lies(point, one) && lies(point, other) ? point : undefined;
}

function lies({ x, y }: ScenePoint, { from, to }: Piece): boolean {
  return within(x, from.x, to.x) && within(y, from.y, to.y);
}

function within(value: number, one: number, other: number): boolean {
  return value >= Math.min(one, other) - tolerance && value <= Math.max(one, other) + tolerance;
}

function near(one: number, other: number): boolean {
  return Math.abs(one - other) < tolerance;
}

function same(one: ScenePoint, other: ScenePoint): boolean {
  return near(one.x, other.x) && near(one.y, other.y);
}

export function distance(one: ScenePoint, other: ScenePoint): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}

function keyOf({ x, y }: ScenePoint): string {
  return `${Math.round(x * 10)},${Math.round(y * 10)}`;
}
