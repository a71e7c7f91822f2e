import { expect, test } from 'vitest';
import { indentAfter } from './indent.ts';

// prettier-ignore
test.each([
  ['',                         0],
  ['kind: Pod',                0],
  ['metadata:',                2],
  ['  labels:',                4],
  ['  name: web',              2],
  ['  - name: web',            4],
  ['  - ports: # which',       6],
  ['- - a',                    4],
  ['  image: nginx:',          4],
])('after "%s" comes an indentation of %i', (before, indent) => {
  expect(indentAfter(before)).toBe(indent);
});
