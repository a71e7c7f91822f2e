import { describe, expect, test } from 'vitest';
import type { Json } from '../types.ts';
import { compile } from './compile.ts';

const route = {
  type: 'Exact',
  port: 80,
  matches: [{ path: { type: 'PathPrefix', value: '/' } }, {}],
  labels: { app: 'web', 'a/b': 'c' },
  namespace: 'shop',
  'x-y': 1,
};

describe('values', () => {
  test.each<[rule: string, value: Json]>([
    ['self.port == 80 && self.type != "Prefix"', true],
    ["'a' + 'b' == \"ab\"", true],
    [String.raw`'it\'s' == "it's"`, true],
    [String.raw`r"""a\d"b""" + '\\'`, String.raw`a\d"b` + '\\'],
    ['1 + 2 * 3 - 4 / 3', 6],
    ['7 % 4 == 3 ? "odd" : "even"', 'odd'],
    ['-self.port < 0x10', true],
    ["[1, 2] + [3] == [1, 2, 3] && 2 in [1, 2] && 'app' in self.labels", true],
    ['self.matches[0].path.value', '/'],
    ["self.labels['a/b']", 'c'],
    ['{}', {}],
    ['self.__namespace__ + string(self.x__dash__y)', 'shop1'],
    ['!has(self.weight) && has(self.matches[0].path.type)', true],
    ['true // to the end of the line\n && false', false],
    ['1 > 2 ? "a" : 2 > 3 ? "b" : "c"', 'c'],
    ['size(self.labels) + self.type.size() + size(self.matches)', 9],
    ['size("값😀")', 2],
  ])('%s', (rule, value) => {
    expect(compile(rule).run(route)).toEqual(value);
  });
});

describe('macros', () => {
  test.each<[rule: string, value: Json]>([
    ['self.all(n, n > 0)', true],
    ['self.exists(n, n > 2)', true],
    ['self.exists_one(n, n == 2)', false],
    ['self.all(n, self.exists_one(m, m == n))', false],
    ['self.filter(n, n == 2).size()', 2],
    ['self.map(n, n * n)', [1, 4, 4, 9]],
    ['self.map(n, n > 1, n + 1)', [3, 3, 4]],
    ['[].all(n, false) && ![].exists(n, true)', true],
  ])('%s', (rule, value) => {
    expect(compile(rule).run([1, 2, 2, 3])).toEqual(value);
  });

  test('of a map run over its keys', () => {
    expect(compile('self.all(key, key.contains("a"))').run({ app: '1', b: '2' })).toBe(false);
  });
});

describe('functions', () => {
  test.each<[rule: string, value: Json]>([
    ["'/api/v1'.startsWith('/api') && '/api'.endsWith('api')", true],
    ["'web-1'.matches('^[a-z]+') && !'1web'.matches('^[a-z]')", true],
    ["'WEB'.matches(r'^(?i)[a-z]+$')", true],
    ["'example.com/a'.split('/')[0]", 'example.com'],
    ["'*.shop.io'.substring(2) + 'abc'.substring(0, 1)", 'shop.ioa'],
    ["int('443') == 443", true],
    ["duration('1h30m') == duration('90m') && duration('0s') < duration('1ms')", true],
    ["isIP('10.0.0.1') && isIP('fd00::1') && !isIP('web') && !isIP('::ffff:10.0.0.1')", true],
    ["isCIDR('10.0.0.0/8') && isCIDR('10.1.2.3/8') && !isCIDR('10.0.0.0/33')", true],
    ["isURL('oci://ghcr.io/a') && url('oci://ghcr.io/a').getScheme() == 'oci'", true],
    ["isURL('ghcr.io/a')", false],
  ])('%s', (rule, value) => {
    expect(compile(rule).run(null)).toEqual(value);
  });
});

describe('what has no value', () => {
  test.each([
    ['self.weight > 1', 'no such key: weight'],
    ['self.matches[1].path.type', 'no such key: path'],
    ['self.matches[2]', 'index out of bounds: 2'],
    ['self.port.startsWith("8")', 'no such overload'],
    ['self.type < 1', 'no such overload'],
    ["int('http')", "type conversion error from 'string' to 'int'"],
    ["'abc'.substring(4)", 'index out of range: 4'],
    // The first failure is told.
    ['size(self.certificateRefs) > 0 || size(self.options) > 0', 'no such key: certificateRefs'],
  ])('%s', (rule, words) => {
    expect(() => compile(rule).run(route)).toThrow(words);
  });

  test.each([
    ['self.weight > 1 || true', true],
    ['self.weight > 1 && false', false],
    ['self.matches.exists(m, m.path.type == "PathPrefix")', true],
    ['self.matches.all(m, m.path.type == "Exact")', false],
  ])('does not matter where the rest decides: %s', (rule, value) => {
    expect(compile(rule).run(route)).toBe(value);
  });
});

test('a rule that compares with the former value is known by it', () => {
  const program = compile('self == oldSelf');
  expect(program.usesOldSelf).toBe(true);
  expect(program.run('a', 'a')).toBe(true);
  expect(program.run('a', 'b')).toBe(false);
  expect(compile('self.oldSelf == "oldSelf"').usesOldSelf).toBe(false);
});

test.each(['self.', 'self ~ 1', 'other == 1', 'self.shout()', 'has(self)', '1 2', '(1', "'a"])(
  'a rule that cannot be read is our mistake: %s',
  (rule) => {
    expect(() => compile(rule)).toThrow('Broken promise');
  },
);
