import type { Box, Film, ScenePoint, Stage } from '../scene/index.ts';
import { frameAt } from './frame.ts';

/** Small things can be hit from this far away, in CSS pixels. */
const reachPx = 6;
const stopReachPx = 11;

/** The innermost box at a point of the scene. */
export function boxAt({ boxes }: Stage, point: ScenePoint, k: number): Box | undefined {
  return boxes.findLast((box) => hits(box, point, box.shape === 'room' ? 0 : reachPx / k));
}

function hits({ x, y, width, height }: Box, point: ScenePoint, reach: number): boolean {
  return (
    point.x >= x - reach &&
    point.x <= x + width + reach &&
    point.y >= y - reach &&
    point.y <= y + height + reach
  );
}

/**
 * The number of the stop at a point of the scene, among those of the leg under way. Where a leg comes by twice, the next one
 * after the playhead, so that picking again goes on.
 */
export function stopAt(
  film: Film,
  timeMs: number,
  point: ScenePoint,
  k: number,
): number | undefined {
  const frame = frameAt(film, timeMs);
  if (!frame) return undefined;
  const { leg, index: current } = frame;
  const near: number[] = [];
  for (let index = leg.firstStop; index < leg.endStop; index++) {
    const end = film.stops[index]?.path.at(-1);
    if (end && Math.hypot(end.x - point.x, end.y - point.y) * k <= stopReachPx) near.push(index);
  }
  return near.find((index) => index > current) ?? near[0];
}
