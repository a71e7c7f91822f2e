import { expect, it } from 'vitest';
import { canonicalQuantity, compareQuantities, isNegative } from './quantity.ts';

it.each([
  ['1', '1'],
  ['0.5', '500m'],
  ['.5', '500m'],
  ['100m', '100m'],
  ['1000m', '1'],
  ['1024', '1024'],
  ['2000', '2k'],
  ['1024Mi', '1Gi'],
  ['1.5Gi', '1536Mi'],
  ['512', '512'],
  ['0.5Ki', '512'],
  ['1e3', '1e3'],
  ['1500e3', '1500e3'],
  ['1M', '1M'],
  ['-1', '-1'],
  ['0', '0'],
  ['0Gi', '0'],
  ['1 Gi', undefined],
  ['1gb', undefined],
  ['', undefined],
  ['Gi', undefined],
])('%j is written %j', (text, canonical) => {
  expect(canonicalQuantity(text)).toBe(canonical);
});

it.each([
  ['1', '1000m', 0],
  ['1Gi', '1G', 1],
  ['100m', '1', -1],
])('%s against %s: %i', (left, right, order) => {
  expect(compareQuantities(left, right)).toBe(order);
});

it('knows what is less than nothing', () => {
  expect(['-1', '0', '1m'].map(isNegative)).toEqual([true, false, false]);
});
