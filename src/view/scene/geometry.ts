import type { ScenePoint } from './types.ts';

const tolerance = 0.01;

/** A straight line between two points, horizontal or vertical. */
export interface Piece {
  readonly from: ScenePoint;
  readonly to: ScenePoint;
}

/** The straight pieces of a line. */
export function piecesOf(points: readonly ScenePoint[]): readonly Piece[] {
  return points.slice(1).map((to, index) => ({ from: points[index] ?? to, to }));
}

export function distance(one: ScenePoint, other: ScenePoint): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}

export function lengthOf(points: readonly ScenePoint[]): number {
  return piecesOf(points).reduce((sum, { from, to }) => sum + distance(from, to), 0);
}

/** Whether two numbers are the same place. */
export function near(one: number, other: number): boolean {
  return Math.abs(one - other) < tolerance;
}

export function same(one: ScenePoint, other: ScenePoint): boolean {
  return near(one.x, other.x) && near(one.y, other.y);
}

function isHorizontal({ from, to }: Piece): boolean {
  return near(from.y, to.y);
}

export function lies({ x, y }: ScenePoint, { from, to }: Piece): boolean {
  return within(x, from.x, to.x) && within(y, from.y, to.y);
}

/** Where two pieces cross at a right angle. */
export function crossingOf(one: Piece, other: Piece): ScenePoint | undefined {
  const oneIsHorizontal = isHorizontal(one);
  if (oneIsHorizontal === isHorizontal(other)) return undefined;
  const point = oneIsHorizontal
    ? { x: other.from.x, y: one.from.y }
    : { x: one.from.x, y: other.from.y };
  return lies(point, one) && lies(point, other) ? point : undefined;
}

/** The same line without points in the middle of a straight piece. */
export function withoutStraights(points: readonly ScenePoint[]): readonly ScenePoint[] {
  return points.filter((point, index) => {
    const [before, after] = [points[index - 1], points[index + 1]];
    if (!before || !after) return true;
    const isStraight =
      (near(before.x, point.x) && near(point.x, after.x)) ||
      (near(before.y, point.y) && near(point.y, after.y));
    return !isStraight;
  });
}

function within(value: number, one: number, other: number): boolean {
  return value >= Math.min(one, other) - tolerance && value <= Math.max(one, other) + tolerance;
}
