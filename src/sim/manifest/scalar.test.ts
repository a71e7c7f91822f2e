import { describe, expect, it } from 'vitest';
import { readYaml } from './index.ts';
import type { Json } from './types.ts';

/** What `v: TEXT` says; `undefined` when it cannot become JSON. */
function read(text: string): Json | undefined {
  const read = readYaml(`v: ${text}\n`);
  return 'value' in read ? (read.value as { v: Json }).v : undefined;
}

function keyOf(text: string): string | undefined {
  const read = readYaml(`${text}: x\n`);
  return 'value' in read ? Object.keys(read.value as object)[0] : undefined;
}

describe('plain scalars', () => {
  it.each<[Json, string[]]>([
    [true, ['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON']],
    [false, ['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF']],
    [null, ['', '~', 'null', 'Null', 'NULL']],
    [0, ['0', '00', '0.', '+0', '0x0', '.0']],
    [1, ['1', '+1', '1.', '1.0', '0b1', '+0b1', '0b+1', '01', '1_', '+_1']],
    [-1, ['-1', '-01', '-0b1', '0b-1', '-0x1', '-1.0']],
    [8, ['8', '08', '010', '0o10', '0O10', '0b1000', '0B1000', '8e0']],
    [31, ['0x1F', '0X1f', '0x1_f', '0_x1F', '037', '0o37', '31']],
    [1000, ['1000', '1e3', '1E3', '1_000', '1_000.0', '1e+3', '1e_3']],
    [0.5, ['.5', '0.5', '+.5', '5e-1', '.5e0', '.5_0', '.5e0_0', '+.5_']],
    [9.5, ['09.5', '9.5', '9_.5']],
    [9007199254740992, ['9007199254740993']],
    [2 ** 64, ['18446744073709551615', '0xFFFFFFFFFFFFFFFF', '18446744073709551616']],
  ])('%j', (value, texts) => {
    for (const text of texts) expect([text, read(text)]).toEqual([text, value]);
  });

  it.each([
    ['tRue', 'yEs', 'nO', 'nULL', 'oN', 'Y_', 'none'],
    [
      '0x',
      '0b',
      '0o',
      '0o8',
      '0b2',
      '0xG',
      '-0b-1',
      '--1',
      '+',
      '.',
      '_1',
      '1x',
      '0x1p3',
      '0x1FFFFFFFFFFFFFFFFF',
    ],
    [
      '.5__0',
      '.5_',
      '._5',
      '.5_e1',
      '.5e_1',
      '.e3',
      '1e',
      '1e400',
      '.5e400',
      '1.2.3',
      '1,000',
      'inf',
      'nan',
      '.Infinity',
    ],
    ['12:30:45', '80:8080', '1:30', '190:20:30.15', '2020-01-01', '2001-12-14t21:59:43.10-05:00'],
    [
      '100m',
      '1Gi',
      '10.0.0.0/16',
      '10.0.0.1',
      '::1',
      'fd00::/8',
      'http://a/b?c=d',
      '=',
      '<<',
      'a#b',
      "it's",
    ],
  ])('strings such as %s', (...texts) => {
    for (const text of texts) expect([text, read(text)]).toEqual([text, text]);
  });

  it.each(['.inf', '-.inf', '+.INF', '.nan', '.NaN', '!!float .inf'])(
    '%s has no JSON form',
    (text) => {
      expect(readYaml(`v: ${text}\n`)).toMatchObject({ error: { code: 'not-json' } });
    },
  );
});

describe('tagged scalars', () => {
  it.each<[string, Json]>([
    ['!!str 5', '5'],
    ['!!str', ''],
    ['!!str ~', '~'],
    ['!!str yes', 'yes'],
    ['!<tag:yaml.org,2002:str> 5', '5'],
    ['!!int "0x1F"', 31],
    ['!!int 010', 8],
    ['!!float 3', 3],
    ['!!float "3.5"', 3.5],
    ['!!bool "yes"', true],
    ['!!null ""', null],
    ['!!null ~', null],
    ['!!timestamp 2001-02-28', '2001-02-28'],
    ['!!timestamp 2000-2-29 1:2:3.4', '2000-2-29 1:2:3.4'],
    ['!foo 5', '5'],
    ['! 5', '5'],
    ['!!unknown x', 'x'],
    ['!!seq x', 'x'],
    ['!!map [a]', ['a']],
    ['!!set {a, b}', { a: null, b: null }],
    ['!foo {a: 1}', { a: 1 }],
    ['!!binary aGk=', 'hi'],
    ['!!binary |\n  w6nw\n  n5iA', 'é😀'],
    ['!!binary /2H/', '\ufffda\ufffd'],
    ['!!binary ""', ''],
  ])('%s', (text, value) => {
    expect(read(text)).toEqual(value);
  });

  it.each([
    '!!int 3.5',
    '!!int x',
    '!!int ""',
    '!!bool 1',
    '!!null x',
    '!!float x',
    '!!float 18446744073709551615',
    '!!timestamp x',
    '!!timestamp 2001-02-29',
    '!!timestamp 5',
    '!!binary a',
    '!!binary "a b="',
    '!!binary "w6nw\n  n5iA"',
  ])('%s is refused', (text) => {
    expect(readYaml(`v: ${text}\n`)).toMatchObject({ error: { code: 'yaml-syntax' } });
  });
});

describe('keys', () => {
  it.each([
    ['on', 'true'],
    ['No', 'false'],
    ['1', '1'],
    ['0x10', '16'],
    ['010', '8'],
    ['9007199254740993', '9007199254740993'],
    ['-9223372036854775808', '-9223372036854775808'],
    ['1.0', '1'],
    ['1.10', '1.1'],
    ['0.1', '0.1'],
    ['1e5', '100000'],
    ['1e6', '1e+06'],
    ['1234567.0', '1.234567e+06'],
    ['0.0001', '0.0001'],
    ['0.00001', '1e-05'],
    ['16777217.0', '1.6777216e+07'],
    ['1e300', '.inf'],
    ['.inf', '.inf'],
    ['-.inf', '-.inf'],
    ['.nan', '.nan'],
    ['-0.0', '-0'],
    ['"1.0"', '1.0'],
    ['!!str 1.0', '1.0'],
    ['2020-01-01', '2020-01-01'],
    ['12:30', '12:30'],
    ['? a\n', 'a'],
    ['__proto__', '__proto__'],
    ['""', ''],
  ])('%s becomes %s', (text, key) => {
    expect(keyOf(text)).toBe(key);
  });

  it.each(['~', 'null', '', '[a]', '{a: b}', '? [a]\n', '18446744073709551615'])(
    '%s is no key',
    (text) => {
      expect(readYaml(`${text}: x\n`)).toMatchObject({ error: { code: 'not-json' } });
    },
  );
});
