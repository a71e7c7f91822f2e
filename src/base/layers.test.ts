import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LayeredMap } from './layers.ts';

const anyStep = fc.oneof(
  fc.record({ does: fc.constant('set'), key: fc.nat(20), value: fc.nat(3) }),
  fc.record({ does: fc.constant('delete'), key: fc.nat(20) }),
  fc.record({ does: fc.constant('copy') }),
);

test('any copy is like a copy of a plain map, and does not change with its copies', () => {
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 100 }), (steps) => {
      const pairs = [
        { layered: new LayeredMap<number, number>(), plain: new Map<number, number>() },
      ];
      for (const step of steps) {
        const last = pairs.at(-1);
        if (!last) break;
        if ('value' in step) {
          last.layered.set(step.key, step.value);
          last.plain.set(step.key, step.value);
        } else if ('key' in step) {
          last.layered.delete(step.key);
          last.plain.delete(step.key);
        } else pairs.push({ layered: new LayeredMap(last.layered), plain: new Map(last.plain) });
      }
      for (const { layered, plain } of pairs) {
        expect(new Map(layered.entries())).toEqual(plain);
        for (let key = 0; key <= 20; key++) expect(layered.get(key)).toBe(plain.get(key));
      }
    }),
  );
});

test('what lies below is put together only now and then', () => {
  let map = new LayeredMap<number, number>();
  let putTogether = 0;
  for (let key = 0; key < 10_000; key++) {
    const before = Reflect.get(map, 'below') as unknown;
    map = new LayeredMap(map);
    if (Reflect.get(map, 'below') !== before) putTogether += 1;
    map.set(key, key);
  }
  expect(putTogether).toBeLessThan(250);
});
