import { describe, expect, it } from 'vitest';
import { below, lastOf, joinPath } from './path.ts';

describe('field paths', () => {
  it.each([
    ['', 'spec', 'spec'],
    ['items[2]', 'spec.ports', 'items[2].spec.ports'],
    ['items', '[2]', 'items[2]'],
    ['items[2]', '', 'items[2]'],
  ])('%j and %j make %j', (base, rest, whole) => {
    expect(joinPath(base, rest)).toBe(whole);
    expect(below(whole, base)).toBe(rest);
  });

  it('knows neighbours from children', () => {
    expect(below('spec.templates', 'spec.template')).toBeUndefined();
    expect(below('items[10]', 'items[1]')).toBeUndefined();
    expect(lastOf('spec.ports[0].port')).toBe('port');
    expect(lastOf('metadata.labels[app.kubernetes.io/name]')).toBe('[app.kubernetes.io/name]');
    expect(lastOf('')).toBe('');
  });
});
