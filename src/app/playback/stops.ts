import type { Film } from '../../view/scene/types.ts';

/**
 * The stop the playhead stands at: the one under way, or the last one done. -1 before the first.
 *
 * ```
 * stop      0────0 1────1 2────2
 * playhead  ^ 0  ^ 0  ^ 1      ^ 2
 * ```
 */
export function stopAt(film: Film, playheadMs: number): number {
  const { stops } = film;
  let low = 0;
  let high = stops.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (startOf(film, middle) < playheadMs) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * A hair before its end a stop is done to the eye, and the next one has not begun. There the playhead stands after a step,
 * so that everybody agrees which stop is the present one.
 */
const hairMs = 1;

/** Where the playhead stands when this stop is done. The last one is done when the film is over. */
export function standAt({ stops, durationMs }: Film, index: number): number {
  const stop = stops[index];
  if (!stop) return 0;
  return index === stops.length - 1 ? durationMs : Math.max(stop.startMs, stop.endMs - hairMs);
}

/** The stop that a step forward leads to: the one under way, else the next. */
export function stopAfter(film: Film, playheadMs: number): number {
  const current = stopAt(film, playheadMs);
  const isUnderWay = current >= 0 && playheadMs < standAt(film, current);
  return Math.min(isUnderWay ? current : current + 1, film.stops.length - 1);
}

/** The stop that a step back leads to; -1 is the beginning. */
export function stopBefore(film: Film, playheadMs: number): number {
  return Math.max(stopAt(film, playheadMs) - 1, -1);
}

/** Number of the stop for this hop of this leg; -1 when the film has none. */
export function stopOf(film: Film, leg: number, hop: number): number {
  return film.stops.findIndex((stop) => stop.leg === leg && stop.hop === hop);
}

/** A place on a film that does not depend on how long its hops take: which stop, and how much of it is done. */
export interface Moment {
  readonly stop: number;
  readonly done: number;
}

export function momentAt(film: Film, playheadMs: number): Moment {
  const stop = stopAt(film, playheadMs);
  const { startMs, endMs } = film.stops[stop] ?? { startMs: 0, endMs: 0 };
  const done = endMs > startMs ? (playheadMs - startMs) / (endMs - startMs) : 1;
  return { stop, done: Math.min(done, 1) };
}

/** The time of a moment, on the same film or on one of the same hops. */
export function timeOf({ stops }: Film, { stop, done }: Moment): number {
  const { startMs, endMs } = stops[stop] ?? { startMs: 0, endMs: 0 };
  return startMs + (endMs - startMs) * done;
}

function startOf({ stops }: Film, index: number): number {
  return stops[index]?.startMs ?? Infinity;
}
