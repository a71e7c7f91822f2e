import { describe, expect, test } from 'vitest';
import type { RuleBlock } from '../../sim/dataplane/listing/types.ts';
import { found, stretchesOf } from './ruleWindow.ts';

describe('what is shown of a chain', () => {
  const shown = (count: number, limit: number, wanted: readonly number[]) => {
    const { stretches, left } = stretchesOf(count, limit, wanted);
    const words = stretches.flatMap(({ skipped, indexes }) => [
      ...(skipped > 0 ? [`(${skipped})`] : []),
      `${indexes[0]}-${indexes.at(-1)}`,
    ]);
    return [...words, ...(left > 0 ? [`(${left})`] : [])].join(' ');
  };

  test.each<[why: string, count: number, limit: number, wanted: readonly number[], shown: string]>([
    ['nothing', 0, 50, [], ''],
    ['all of few', 5, 50, [3], '0-4'],
    ['the first of many', 2000, 50, [], '0-49 (1950)'],
    ['those around the one that fitted', 2000, 50, [1000], '0-49 (948) 998-1002 (997)'],
    ['the end', 2000, 50, [1999], '0-49 (1947) 1997-1999'],
    ['neighbours of the first ones', 2000, 50, [51], '0-53 (1946)'],
    ['two that are close as one', 2000, 50, [100, 103], '0-49 (48) 98-105 (1894)'],
  ])('is %s', (_why, count, limit, wanted, expected) => {
    expect(shown(count, limit, wanted)).toBe(expected);
  });
});

describe('a search', () => {
  const block: RuleBlock = {
    table: 'nat',
    kind: 'chain',
    name: 'KUBE-SERVICES',
    isBase: false,
    head: '',
    lines: [
      { text: '-A KUBE-SERVICES -d 10.96.0.1/32 -j KUBE-SVC-A', because: [] },
      { text: '-A KUBE-SERVICES -d 10.96.0.2/32 -j KUBE-SVC-B', because: [] },
    ],
  };

  test.each([
    ['10.96.0.2', 1],
    ['kube-svc', 2],
    ['kube-services', 2],
    ['10.96.0.3', undefined],
  ])('for %s finds %s rules', (text, count) => {
    expect(found(block, text)?.lines.length).toBe(count);
  });
});
