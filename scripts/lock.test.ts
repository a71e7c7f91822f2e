import { expect, test } from 'vitest';
import { sameEntries } from './lock.mjs';

const wanted = {
  '': { version: '0.1.0' },
  'node_modules/react': { version: '19.0.0' },
  'node_modules/fsevents': { version: '2.3.3', optional: true },
};

test.each([
  ['the same', { 'node_modules/react': { version: '19.0.0' } }, true],
  ['another version', { 'node_modules/react': { version: '18.0.0' } }, false],
  ['another folder', { 'node_modules/a/node_modules/react': { version: '19.0.0' } }, false],
  ['nothing', {}, false],
  [
    'one package too many',
    { 'node_modules/react': { version: '19.0.0' }, 'node_modules/vue': { version: '3.0.0' } },
    false,
  ],
])('installed: %s', (_name, installed, expected) => {
  expect(sameEntries(wanted, installed)).toBe(expected);
});
