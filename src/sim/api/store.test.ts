import { describe, expect, it } from 'vitest';
import { changeStore, createStore, keyOf } from './store.ts';
import type { Entry } from './types.ts';

function entry(kind: string, namespace: string, name: string, label = ''): Entry {
  return {
    object: { apiVersion: 'v1', kind, metadata: { name, namespace, labels: { label } } },
    source: { by: 'cluster' },
  };
}

const names = (objects: readonly { metadata: { namespace: string; name: string } }[]): string[] =>
  objects.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);

describe('the store', () => {
  const store = createStore([
    entry('Pod', 'b', 'a'),
    entry('Pod', 'a', 'z'),
    entry('Pod', 'a', 'B'),
    entry('Node', '', 'n'),
  ]);

  it('lists in order of namespace, then name, by code unit', () => {
    expect(names(store.list('Pod'))).toEqual(['a/B', 'a/z', 'b/a']);
    expect(names(store.listIn('Pod', 'a'))).toEqual(['a/B', 'a/z']);
    expect(store.listIn('Pod', 'c')).toEqual([]);
    expect(store.list('Service')).toEqual([]);
    expect([...store.entries()].map(({ object }) => object.kind)).toEqual([
      'Node',
      'Pod',
      'Pod',
      'Pod',
    ]);
  });

  it('finds by kind, namespace and name', () => {
    expect(store.get('Pod', 'a', 'z')?.metadata.name).toBe('z');
    expect(store.get('Pod', 'b', 'z')).toBeUndefined();
    expect(store.entry('Node', '', 'n')?.source).toEqual({ by: 'cluster' });
  });

  it('keeps the last of the same name', () => {
    const twice = createStore([entry('Pod', 'a', 'z', 'first'), entry('Pod', 'a', 'z', 'last')]);
    expect(twice.list('Pod').map(({ metadata }) => metadata.labels?.['label'])).toEqual(['last']);
  });

  it('is not changed by changes', () => {
    const changed = changeStore(store, [entry('Pod', 'c', 'new')], [keyOf('Pod', 'a', 'z')]);
    expect(names(changed.list('Pod'))).toEqual(['a/B', 'b/a', 'c/new']);
    expect(names(store.list('Pod'))).toEqual(['a/B', 'a/z', 'b/a']);
    expect(changed.entriesOf('Node')).toBe(store.entriesOf('Node'));
    expect(changed.entriesOf('Pod')).not.toBe(store.entriesOf('Pod'));
    expect(changeStore(store, [])).toBe(store);
  });
});
