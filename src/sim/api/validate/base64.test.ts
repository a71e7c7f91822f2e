import { expect, it } from 'vitest';
import { firstWrongByte } from './base64.ts';

it.each([
  ['', undefined],
  ['aGk=', undefined],
  ['aGV5', undefined],
  ['aA==', undefined],
  ['aG\nk=', undefined],
  ['<redacted>', 0],
  ['aGk', 0],
  ['aGVsbG8', 4],
  ['a b', 1],
])('%j: %j', (text, byte) => {
  expect(firstWrongByte(text)).toBe(byte);
});
