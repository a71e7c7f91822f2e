import { describe, expect, it } from 'vitest';
import type { LabelSelector } from './kinds/types.ts';
import { isEmptySelector, matchesLabels, matchesSelector } from './select.ts';

const labels = { app: 'web', tier: 'front', empty: '' };

describe('label selectors', () => {
  it.each<[selector: LabelSelector | undefined, matches: boolean]>([
    [undefined, false],
    [{}, true],
    [{ matchLabels: { app: 'web' } }, true],
    [{ matchLabels: { app: 'web', tier: 'back' } }, false],
    [{ matchLabels: { empty: '' } }, true],
    [{ matchLabels: { missing: '' } }, false],
    [{ matchExpressions: [{ key: 'app', operator: 'In', values: ['api', 'web'] }] }, true],
    [{ matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['web'] }] }, false],
    [{ matchExpressions: [{ key: 'missing', operator: 'NotIn', values: ['web'] }] }, true],
    [{ matchExpressions: [{ key: 'missing', operator: 'In', values: ['web'] }] }, false],
    [{ matchExpressions: [{ key: 'empty', operator: 'Exists' }] }, true],
    [{ matchExpressions: [{ key: 'app', operator: 'DoesNotExist' }] }, false],
    [
      {
        matchLabels: { app: 'web' },
        matchExpressions: [{ key: 'tier', operator: 'DoesNotExist' }],
      },
      false,
    ],
    [{ matchLabels: { constructor: 'web' } }, false],
    [{ matchExpressions: [{ key: 'toString', operator: 'Exists' }] }, false],
  ])('%j: %s', (selector, matches) => {
    expect(matchesSelector(selector, labels)).toBe(matches);
  });

  it('without labels', () => {
    expect(matchesLabels({}, undefined)).toBe(true);
    expect(matchesLabels({ app: 'web' }, undefined)).toBe(false);
    expect(isEmptySelector({ matchLabels: {} })).toBe(true);
    expect(isEmptySelector({ matchExpressions: [{ key: 'a', operator: 'Exists' }] })).toBe(false);
  });
});
