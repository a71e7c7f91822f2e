import { describe, expect, test } from 'vitest';
import type { Film, Stop } from '../../view/scene/types.ts';
import { momentAt, standAt, stopAfter, stopAt, stopBefore, stopOf, timeOf } from './stops.ts';

const stop = (leg: number, hop: number, startMs: number, endMs: number) =>
  ({ leg, hop, startMs, endMs }) as Stop;

const film = {
  stops: [stop(0, 0, 0, 100), stop(0, 1, 100, 300), stop(1, 0, 350, 500)],
  durationMs: 500,
} as unknown as Film;

describe('the playhead', () => {
  // prettier-ignore
  test.each([
    // at  stop  forward  back
    [   0,   -1,       0,   -1],
    [   1,    0,       0,   -1],
    [ 100,    0,       1,   -1],
    [ 150,    1,       1,    0],
    [ 300,    1,       2,    0],
    [ 320,    1,       2,    0],
    [ 500,    2,       2,    1],
  ])('at %i ms stands at stop %i; steps lead to %i and %i', (at, now, forward, back) => {
    expect(stopAt(film, at)).toBe(now);
    expect(stopAfter(film, at)).toBe(forward);
    expect(stopBefore(film, at)).toBe(back);
  });

  test('goes nowhere in an empty film', () => {
    const empty = { stops: [], durationMs: 0 } as unknown as Film;
    expect([stopAt(empty, 0), stopAfter(empty, 0), stopBefore(empty, 0)]).toEqual([-1, -1, -1]);
  });
});

test('the playhead stands at a stop when it is done, and steps lead from one to the next', () => {
  expect([-1, 0, 1, 2].map((index) => standAt(film, index))).toEqual([0, 99, 299, 500]);
  expect([0, 1, 2].map((index) => stopAt(film, standAt(film, index)))).toEqual([0, 1, 2]);
  expect([-1, 0, 1].map((index) => stopAfter(film, standAt(film, index)))).toEqual([0, 1, 2]);
  expect([2, 1, 0].map((index) => stopBefore(film, standAt(film, index)))).toEqual([1, 0, -1]);
});

test('a hop knows its stop', () => {
  expect(stopOf(film, 1, 0)).toBe(2);
  expect(stopOf(film, 2, 0)).toBe(-1);
});

test('a moment outlives another pace', () => {
  const slow = {
    stops: film.stops.map(({ leg, hop, startMs, endMs }) => stop(leg, hop, startMs * 2, endMs * 2)),
  } as unknown as Film;
  expect([0, 100, 150, 320, 500].map((at) => timeOf(slow, momentAt(film, at)))).toEqual([
    0, 200, 300, 600, 1000,
  ]);
});
