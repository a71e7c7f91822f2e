import { expect, test } from 'vitest';
import { placeAt, placeFrom, scrollTo, visible, type Grid, type Place } from './grid.ts';

const grid: Grid = { rows: 100, columns: 50, width: 20, height: 10, left: 100, top: 60 };
const window = { scrollLeft: 200, scrollTop: 95, clientWidth: 300, clientHeight: 160 };

test.each<[what: string, x: number, y: number, place: Place | undefined]>([
  ['a cell', 100, 60, { row: 9, column: 10 }],
  ['the heading of a row', 99, 60, { row: 9, column: -1 }],
  ['the heading of a column', 120, 59, { row: -1, column: 11 }],
  ['the corner', 10, 10, undefined],
  ['what is beyond the last', 100, 60 + 1000, undefined],
])('%s is found at a point', (_, x, y, place) => {
  expect(placeAt(grid, window, x, y)).toEqual(place);
});

test('only what is in view is drawn', () => {
  expect(visible(grid, window)).toEqual({
    rows: { first: 9, end: 20 },
    columns: { first: 10, end: 20 },
  });
  expect(visible(grid, { ...window, scrollTop: 0 }, 3).rows).toEqual({ first: 0, end: 13 });
});

test.each<[Place, left: number, top: number]>([
  [{ row: 12, column: 12 }, 200, 95],
  [{ row: 3, column: 2 }, 40, 30],
  [{ row: 99, column: 49 }, 800, 900],
  [{ row: -1, column: 49 }, 800, 95],
])('%j is scrolled to as far as needed', (place, scrollLeft, scrollTop) => {
  expect(scrollTo(grid, window, place)).toEqual({ scrollLeft, scrollTop });
});

test.each<[key: string, from: Place, to: Place | undefined]>([
  ['ArrowDown', { row: 98, column: 0 }, { row: 99, column: 0 }],
  ['ArrowDown', { row: 99, column: 0 }, { row: 99, column: 0 }],
  ['ArrowLeft', { row: 0, column: 0 }, { row: 0, column: -1 }],
  ['ArrowUp', { row: 0, column: -1 }, { row: 0, column: -1 }],
  ['PageUp', { row: 5, column: 3 }, { row: 0, column: 3 }],
  ['End', { row: 5, column: 3 }, { row: 5, column: 49 }],
  ['x', { row: 5, column: 3 }, undefined],
])('%s from %j', (key, from, to) => {
  expect(placeFrom(grid, from, { key, ctrlKey: false })).toEqual(to);
});

test('Control goes to the corners', () => {
  expect(placeFrom(grid, { row: 5, column: 3 }, { key: 'End', ctrlKey: true })).toEqual({
    row: 99,
    column: 49,
  });
});
