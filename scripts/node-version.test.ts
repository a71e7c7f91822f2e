import { expect, test } from 'vitest';
import { nodeVersionFits } from './node-version.mjs';

test.each([
  ['18.20.0', false],
  ['20.2.0', false],
  ['20.19.0', true],
  ['20.20.2', true],
  ['21.7.3', false],
  ['22.11.0', false],
  ['22.12.0', true],
  ['24.0.0', true],
])('Node %s', (version, expected) => {
  expect(nodeVersionFits(version, '^20.19.0 || >=22.12.0')).toBe(expected);
});

test('a range that it does not know is refused', () => {
  expect(() => nodeVersionFits('22.12.0', '~22.12.0')).toThrow('Cannot read');
});
