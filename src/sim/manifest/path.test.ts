import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinPath, parentPath, parsePath } from './path.ts';

describe('field paths', () => {
  it.each<[string, (string | number)[]]>([
    ['', []],
    ['spec', ['spec']],
    ['spec.ports[0].targetPort', ['spec', 'ports', 0, 'targetPort']],
    ['metadata.labels[app.kubernetes.io/name]', ['metadata', 'labels', 'app.kubernetes.io/name']],
    ['data[a b]', ['data', 'a b']],
    ['data[]', ['data', '']],
    ['data.0', ['data', '0']],
    ['data[a[0]]', ['data', 'a[0]']],
    ['[0][1]', [0, 1]],
    ['[a.b]', ['a.b']],
  ])('%s', (path, steps) => {
    expect(parsePath(path)).toEqual(steps);
    expect(steps.reduce(joinPath, '')).toBe(path);
    expect(parentPath(path)).toBe(
      steps.length === 0 ? undefined : steps.slice(0, -1).reduce(joinPath, ''),
    );
  });

  it('survives the way there and back', () => {
    const step = fc.oneof(
      fc.nat(),
      fc.string().filter((key) => !/\][.[]/.test(key)),
    );
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        expect(parsePath(steps.reduce(joinPath, ''))).toEqual(steps);
      }),
    );
  });

  it('reads any text', () => {
    fc.assert(
      fc.property(fc.string(), (path) => {
        parsePath(path);
        expect(parentPath(path)?.length ?? -1).toBeLessThan(path.length);
      }),
    );
  });
});
