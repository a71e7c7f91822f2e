import { easeQuadIn, easeQuadInOut, easeQuadOut, easeLinear } from 'd3-ease';
import {
  distance,
  lengthOf,
  type Film,
  type FilmLeg,
  type ScenePoint,
  type Stop,
} from '../scene/index.ts';

/** What a film shows at one moment. */
export interface Frame {
  readonly leg: FilmLeg;
  /** Number of the stop under way, or of the last one done. */
  readonly index: number;
  readonly stop: Stop;
  readonly point: ScenePoint;
  /** How far along its path the packet is, 0 to 1. */
  readonly travelled: number;
  /** How far the change at the stop has come, 0 to 1. */
  readonly changed: number;
}

/** The frame at a time; `undefined` for a film without stops. Times outside of the film show its first or last frame. */
export function frameAt(film: Film, timeMs: number): Frame | undefined {
  const index = Math.max(0, lastStarted(film.stops, timeMs));
  const stop = film.stops[index];
  const leg =
    stop && film.legs.find(({ firstStop, endStop }) => index >= firstStop && index < endStop);
  if (!leg) return undefined;
  const ratio = part(timeMs, stop.startMs, stop.arriveMs);
  const travelled = easing(film, index)(ratio);
  return {
    leg,
    index,
    stop,
    point: pointAlong(stop.path, travelled),
    travelled,
    changed: part(timeMs, stop.arriveMs, stop.endMs),
  };
}

function lastStarted(stops: readonly Stop[], timeMs: number): number {
  let low = 0;
  let high = stops.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stops[middle]?.startMs ?? 0) < timeMs) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** A packet that passes does not brake: it slows down only where something happens. */
function easing(film: Film, index: number): (ratio: number) => number {
  const starts =
    rests(film.stops[index - 1]) || film.stops[index - 1]?.leg !== film.stops[index]?.leg;
  const ends = rests(film.stops[index]);
  if (starts) return ends ? easeQuadInOut : easeQuadIn;
  return ends ? easeQuadOut : easeLinear;
}

function rests(stop: Stop | undefined): boolean {
  return stop === undefined || stop.endMs - stop.arriveMs > 100;
}

function part(timeMs: number, fromMs: number, toMs: number): number {
  if (timeMs >= toMs) return 1;
  return timeMs <= fromMs ? 0 : (timeMs - fromMs) / (toMs - fromMs);
}

/** The point at a part (0 to 1) of a line's length. */
export function pointAlong(path: readonly ScenePoint[], ratio: number): ScenePoint {
  let left = ratio * lengthOf(path);
  for (let index = 1; index < path.length; index++) {
    const [from, to] = [path[index - 1], path[index]];
    if (!from || !to) break;
    const length = distance(from, to);
    if (left <= length && length > 0) {
      const share = left / length;
      return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
    }
    left -= length;
  }
  return path.at(-1) ?? { x: 0, y: 0 };
}
