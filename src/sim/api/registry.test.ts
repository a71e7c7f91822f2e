import { describe, expect, it } from 'vitest';
import { createStore } from './store.ts';
import { admit } from './admit.ts';
import { defaultSpec } from '../spec.ts';
import { installCustomKinds } from './custom/install.ts';
import { allKinds, kindNamed, kindOf } from './registry.ts';
import { review } from './review.ts';
import { readManifest } from '../manifest/index.ts';

await installCustomKinds();

describe.each(
  allKinds().map(
    (definition) => [`${definition.kind} ${definition.apiVersion}`, definition] as const,
  ),
)('%s', (_name, definition) => {
  const text = JSON.stringify(definition.example);

  it('accepts its example', () => {
    const { entries, problems } = admit(readManifest(text), defaultSpec);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(entries.map(({ object }) => [object.apiVersion, object.kind])).toEqual([
      [definition.apiVersion, definition.kind],
    ]);
  });

  it('has nothing to fill in twice', () => {
    const result = review(definition.example);
    if (!('object' in result)) throw new Error('unreadable example');
    expect(definition.defaults(result.object)).toEqual(result.object);
  });

  it('survives an object that says nothing', () => {
    const {
      definition: kind,
      object,
      errors,
    } = readable({ apiVersion: definition.apiVersion, kind: definition.kind });
    expect(errors.map(({ path }) => path)).toContain('metadata.name');
    expect(kind.columns(object, createStore([]))).toBeInstanceOf(Array);
  });
});

function readable(
  value: Parameters<typeof review>[0],
): Extract<ReturnType<typeof review>, { object: unknown }> {
  const result = review(value);
  if (!('object' in result)) throw new Error('unreadable');
  return result;
}

describe('the registry', () => {
  it('finds kinds as manifests name them', () => {
    expect(kindOf('apps/v1', 'Deployment')?.plural).toBe('deployments');
    expect(kindOf('v1', 'Deployment')).toBeUndefined();
    expect(kindNamed('HorizontalPodAutoscaler')?.apiVersion).toBe('autoscaling/v2');
  });

  it('has no two kinds with the same plural or short name', () => {
    const words = [...new Map(allKinds().map((each) => [each.kind, each])).values()].flatMap(
      ({ plural, shortNames }) => [plural, ...shortNames],
    );
    expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
  });
});
