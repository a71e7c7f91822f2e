import { lengthOf, type Film, type FilmLeg, type ScenePoint } from '../scene/index.ts';
import type { Frame } from './frame.ts';
import type { Pen } from './boxes.ts';
import { strokeRounded } from './line.ts';

/** The way of the current leg: solid behind the packet, dotted ahead of it. */
export function drawTrail({ context, theme, k }: Pen, film: Film, frame: Frame): void {
  const { behind, ahead } = trailOf(film, frame);
  const width = Math.max(2.4, 1.8 / k);
  context.fillStyle = theme.quietInk;
  context.beginPath();
  for (const { x, y } of dotsOn(ahead, width * 2.6)) {
    context.moveTo(x, y);
    context.arc(x, y, width * 0.42, 0, 2 * Math.PI);
  }
  context.fill();
  context.lineWidth = width;
  context.lineCap = 'round';
  context.strokeStyle = theme.ink;
  strokeRounded(context, behind);
}

/** Dots at fixed places of the map: where a way covers the same lane twice, its dots fall together. */
function dotsOn(points: readonly ScenePoint[], step: number): Iterable<ScenePoint> {
  const dots = new Map<string, ScenePoint>();
  for (let index = 1; index < points.length; index++) {
    const [from, to] = [points[index - 1], points[index]];
    if (!from || !to) continue;
    const isHorizontal = Math.abs(from.y - to.y) < 0.01;
    const [start, end] = isHorizontal ? [from.x, to.x] : [from.y, to.y];
    const low = Math.min(start, end);
    for (let at = Math.ceil(low / step) * step; at <= Math.max(start, end); at += step) {
      const dot = isHorizontal ? { x: at, y: from.y } : { x: from.x, y: at };
      dots.set(`${dot.x.toFixed(1)} ${dot.y.toFixed(1)}`, dot);
    }
  }
  return dots.values();
}

/** The line of a leg, cut where the packet is. */
function trailOf(
  film: Film,
  { leg, index, travelled, point }: Frame,
): { readonly behind: readonly ScenePoint[]; readonly ahead: readonly ScenePoint[] } {
  const before = pathOf(film, leg, leg.firstStop, index);
  const after = pathOf(film, leg, index + 1, leg.endStop);
  const path = film.stops[index]?.path ?? [];
  const cut = travelled * lengthOf(path);
  const [first, second] = cutAt(path, cut, point);
  return { behind: [...before, ...first], ahead: [...second, ...after] };
}

function pathOf(
  { stops }: Film,
  { firstStop }: FilmLeg,
  from: number,
  to: number,
): readonly ScenePoint[] {
  return stops.slice(Math.max(from, firstStop), to).flatMap(({ path }) => path);
}

function cutAt(
  path: readonly ScenePoint[],
  length: number,
  point: ScenePoint,
): readonly [readonly ScenePoint[], readonly ScenePoint[]] {
  let sum = 0;
  for (let index = 1; index < path.length; index++) {
    sum += lengthOf(path.slice(index - 1, index + 1));
    if (sum >= length)
      return [
        [...path.slice(0, index), point],
        [point, ...path.slice(index)],
      ];
  }
  return [path, [point]];
}
