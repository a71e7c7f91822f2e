import { expect, it } from 'vitest';
import shop from '../examples/shop.yaml?raw';
import { defaultSpec } from './spec.ts';
import { isEqual } from '../base/equal.ts';
import { build } from './world.ts';

it.each([
  [{ a: [1, { b: null }] }, { a: [1, { b: null }] }, true],
  [{ a: 1 }, { a: 1, b: 2 }, false],
  [{ a: undefined }, { b: undefined }, false],
  [[1, 2], [1], false],
  [[], {}, false],
  [null, {}, false],
  ['80', 80, false],
])('%j and %j: %s', (one, other, equal) => {
  expect(isEqual(one, other)).toBe(equal);
});

it('keeps the objects that an edit does not touch, and builds the same cluster as from nothing', () => {
  const before = build(shop, defaultSpec);
  const text = shop.replace('containerPort: 8080', 'containerPort: 8081');
  const edited = build(text, defaultSpec, { previous: before });
  const services = edited.cluster.store.list('Service');
  const former = before.cluster.store.list('Service');
  expect(services.filter((service) => !former.includes(service))).toEqual([]);

  const anew = build(text, defaultSpec);
  expect([...edited.cluster.store.entries()]).toEqual([...anew.cluster.store.entries()]);
  expect(edited.cluster.namespaces).toEqual(anew.cluster.namespaces);
});
