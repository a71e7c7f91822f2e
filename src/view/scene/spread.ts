import type { Gutter, ScenePoint, Stage } from './types.ts';
import type { Way } from './ways.ts';

/** Distance between ways that run along the same lane. */
const spacing = 7;
const slotsMax = 3;

interface Stretch {
  readonly way: number;
  /** Number of its first point in the way's path. */
  readonly index: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Sets ways of one leg that run along the same lane side by side, where the lane has room: the shortest stays on the lane,
 * longer ones go around it. Only pieces between two bends move, so every way still ends at its stations.
 */
export function spread({ gutters }: Stage, ways: readonly Way[]): readonly Way[] {
  const paths = ways.map(({ path }) => path.map((point) => ({ ...point })));
  for (const gutter of gutters) {
    const stretches = ways.flatMap((way, number) => stretchesOf(way, number, gutter));
    for (const [{ way, index }, slot] of slotsOf(stretches)) {
      for (const point of paths[way]?.slice(index, index + 2) ?? []) {
        point.x += gutter.towards.x * slot * spacing;
        point.y += gutter.towards.y * slot * spacing;
      }
    }
  }
  return ways.map((way, number) => ({ ...way, path: paths[number] ?? way.path }));
}

function slotsOf(stretches: readonly Stretch[]): readonly (readonly [Stretch, number])[] {
  const order = stretches.toSorted((one, other) => one.end - one.start - (other.end - other.start));
  const placed: (readonly [Stretch, number])[] = [];
  for (const stretch of order) {
    const taken = placed.filter(([other]) => overlap(other, stretch)).map(([, slot]) => slot);
    let slot = 0;
    while (taken.includes(slot) && slot < slotsMax - 1) slot++;
    placed.push([stretch, slot]);
  }
  return placed;
}

function overlap(one: Stretch, other: Stretch): boolean {
  return one.start < other.end - 0.01 && other.start < one.end - 0.01;
}

/** The pieces of a way that lie in the gutter and have a bend at both ends. */
function stretchesOf({ path, area }: Way, way: number, gutter: Gutter): readonly Stretch[] {
  if (area !== gutter.area) return [];
  return path.flatMap((from, index) => {
    const to = path[index + 1];
    if (!to || index === 0 || index + 1 === path.length - 1) return [];
    if (!isOn(gutter, from) || !isOn(gutter, to)) return [];
    const [start, end] = gutter.towards.y === 0 ? [from.y, to.y] : [from.x, to.x];
    return [{ way, index, start: Math.min(start, end), end: Math.max(start, end) }];
  });
}

function isOn({ from, towards }: Gutter, point: ScenePoint): boolean {
  return Math.abs(towards.y === 0 ? point.x - from.x : point.y - from.y) < 0.01;
}
