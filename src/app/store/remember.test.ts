import { expect, test, vi } from 'vitest';
import { remember } from './remember.ts';

test('an answer is computed once for the same arguments, and the latest ones are kept', () => {
  const compute = vi.fn((a: number, b: number) => ({ sum: a + b }));
  const add = remember(compute, 2);
  const first = add(1, 2);
  expect(add(1, 2)).toBe(first);
  add(3, 4);
  expect(add(1, 2)).toBe(first);
  expect(compute).toHaveBeenCalledTimes(2);
  add(5, 6);
  add(3, 4);
  expect(compute).toHaveBeenCalledTimes(4);
});

test('a call that throws is tried again', () => {
  const compute = vi.fn((): number => {
    throw new Error('no');
  });
  const remembered = remember(compute);
  expect(remembered).toThrow();
  expect(remembered).toThrow();
  expect(compute).toHaveBeenCalledTimes(2);
});
