import { expect, test } from 'vitest';
import { changeBetween, changed } from './change.ts';

// prettier-ignore
test.each([
  ['same',                 'a: 1',         'a: 1',       ''],
  ['a key in the middle',  'spec: prots:', 'spec: ports:', 'or'],
  ['something longer',     'ab',           'aab',        'a'],
  ['something shorter',    'aab',          'ab',         ''],
  ['all of it',            'x',            'yz',         'yz'],
  ['nothing before',       '',             'a',          'a'],
])('the change is the smallest: %s', (_, before, after, insert) => {
  const change = changeBetween(before, after);
  expect(change.insert).toBe(insert);
  expect(changed(before, change)).toBe(after);
});
