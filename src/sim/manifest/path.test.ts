import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { below, fieldOf, itemOf, joinPath, lastOf, parentOf, parsePath } from './path.ts';

type Step = string | number;

/** Steps that can be told apart once they are a path. */
const anySteps = fc.array(
  fc.oneof(
    fc.nat(),
    fc.string().filter((key) => !/\][.[]/.test(key)),
  ),
);

function pathOf(steps: readonly Step[]): string {
  return steps.reduce<string>(
    (base, step) => (typeof step === 'number' ? itemOf(base, step) : fieldOf(base, step)),
    '',
  );
}

describe('field paths', () => {
  it.each<[path: string, steps: Step[], last: string]>([
    ['', [], ''],
    ['spec', ['spec'], 'spec'],
    ['spec.ports[0]', ['spec', 'ports', 0], '[0]'],
    ['spec.ports[0].targetPort', ['spec', 'ports', 0, 'targetPort'], 'targetPort'],
    [
      'metadata.labels[app.kubernetes.io/name]',
      ['metadata', 'labels', 'app.kubernetes.io/name'],
      '[app.kubernetes.io/name]',
    ],
    ['data[a b]', ['data', 'a b'], '[a b]'],
    ['data[]', ['data', ''], '[]'],
    ['data.0', ['data', '0'], '0'],
    ['data[a[0]]', ['data', 'a[0]'], '[a[0]]'],
    ['[0][1]', [0, 1], '[1]'],
    ['[a.b]', ['a.b'], '[a.b]'],
  ])('%s', (path, steps, last) => {
    expect(parsePath(path)).toEqual(steps);
    expect(pathOf(steps)).toBe(path);
    expect(lastOf(path)).toBe(last);
    expect(parentOf(path)).toBe(steps.length === 0 ? undefined : pathOf(steps.slice(0, -1)));
  });

  it.each([
    ['', 'spec', 'spec'],
    ['items[2]', 'spec.ports', 'items[2].spec.ports'],
    ['items', '[2]', 'items[2]'],
    ['items[2]', '', 'items[2]'],
  ])('%j and %j make %j', (base, rest, whole) => {
    expect(joinPath(base, rest)).toBe(whole);
    expect(below(whole, base)).toBe(rest);
  });

  it('tells neighbours from children', () => {
    expect(below('spec.templates', 'spec.template')).toBeUndefined();
    expect(below('items[10]', 'items[1]')).toBeUndefined();
    expect(below('spec', 'spec.template')).toBeUndefined();
  });

  it('survives the way there and back', () => {
    fc.assert(
      fc.property(anySteps, (steps) => {
        expect(parsePath(pathOf(steps))).toEqual(steps);
      }),
    );
  });

  it('can be cut anywhere', () => {
    fc.assert(
      fc.property(anySteps, anySteps, (steps, more) => {
        const [base, rest, whole] = [pathOf(steps), pathOf(more), pathOf([...steps, ...more])];
        expect(joinPath(base, rest)).toBe(whole);
        expect(below(whole, base)).toBe(rest);
        expect(joinPath(parentOf(whole) ?? '', lastOf(whole))).toBe(whole);
      }),
    );
  });

  it('reads any text', () => {
    fc.assert(
      fc.property(fc.string(), (path) => {
        parsePath(path);
        expect(parentOf(path)?.length ?? -1).toBeLessThan(path.length);
      }),
    );
  });
});
