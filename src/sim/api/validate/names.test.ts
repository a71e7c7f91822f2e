import { describe, expect, it } from 'vitest';
import {
  dnsLabel,
  dnsSubdomain,
  labelValue,
  pathSegment,
  portName,
  qualifiedName,
  type Check,
} from './names.ts';

const long = 'a'.repeat(64);

describe('names', () => {
  it.each<[name: string, check: Check, good: readonly string[]]>([
    ['dnsLabel', dnsLabel, ['a', 'web', 'web-1', '1web', 'a'.repeat(63)]],
    [
      'dnsSubdomain',
      dnsSubdomain,
      ['a', 'a.b', 'a-1.b-2', `${'a'.repeat(63)}.${'b'.repeat(63)}`, long],
    ],
    ['qualifiedName', qualifiedName, ['app', 'App_1.x', 'app.kubernetes.io/name', 'a.b/C']],
    ['labelValue', labelValue, ['', 'a', 'A_b.c-d', 'a'.repeat(63)]],
    ['portName', portName, ['http', 'http-1', 'a', '1a', 'abcdefghijklmno']],
    ['pathSegment', pathSegment, ['system:node', 'a b', 'Ä']],
  ])('%s accepts %3$j', (_name, check, good) => {
    for (const text of good) expect(check(text)).toEqual([]);
  });

  it.each<[name: string, check: Check, bad: string, problems: readonly RegExp[]]>([
    ['dnsLabel', dnsLabel, 'a.b', [/^must not contain dots$/]],
    ['dnsLabel', dnsLabel, long, [/^must be no more than 63 characters$/]],
    ['dnsLabel', dnsLabel, 'Web', [/^a lowercase RFC 1123 label must consist/]],
    ['dnsSubdomain', dnsSubdomain, 'a..b', [/^a lowercase RFC 1123 subdomain must consist/]],
    ['dnsSubdomain', dnsSubdomain, 'a'.repeat(254), [/^must be no more than 253 characters$/]],
    ['qualifiedName', qualifiedName, 'a/b/c', [/^a valid label key must consist/]],
    ['qualifiedName', qualifiedName, '/x', [/^prefix part must be non-empty$/]],
    [
      'qualifiedName',
      qualifiedName,
      'a.b/',
      [/^name part must be non-empty$/, /^name part must consist/],
    ],
    ['qualifiedName', qualifiedName, `a.b/${long}`, [/^name part must be no more than 63 bytes$/]],
    [
      'labelValue',
      labelValue,
      '가'.repeat(22),
      [/^must be no more than 63 bytes$/, /^a valid label must be an empty string/],
    ],
    ['portName', portName, '8080', [/^must contain at least one letter/]],
    ['portName', portName, 'a--b', [/^must not contain consecutive hyphens$/]],
    ['portName', portName, '-a', [/^must not begin or end with a hyphen$/]],
    [
      'portName',
      portName,
      'HTTP',
      [/^must contain only alpha-numeric/, /^must contain at least one letter/],
    ],
    ['pathSegment', pathSegment, 'a/b%', [/^may not contain '\/'$/, /^may not contain '%'$/]],
  ])('%s: %3$j', (_name, check, bad, problems) => {
    const found = check(bad);
    expect(found).toHaveLength(problems.length);
    for (const [index, problem] of problems.entries()) expect(found[index]).toMatch(problem);
  });
});
