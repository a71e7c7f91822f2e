import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printYaml, readManifest } from '../manifest/index.ts';
import { defaultSpec } from '../spec.ts';
import { admit } from './admit.ts';
import { objectsOf, writtenObjects } from './fixture.ts';
import { spanOf } from './locate.ts';
import { allKinds } from './registry.ts';
import { complete, review } from './review.ts';
import type { Obj } from './types.ts';
import { written } from './written.ts';

/** Far more than any of these texts takes, and far less than for ever. */
const millisecondsMax = 2000;

const fragment = fc.oneof(
  fc.constantFrom(
    'a',
    'b: ',
    '\n',
    '\n  ',
    '- ',
    '\n---\n',
    '"',
    '{',
    ']',
    '|\n',
    '&a ',
    '*a',
    '<<: *a\n',
    'null',
    '-1',
    '1e400',
    '99999999999999999999',
    '1.5',
    'on',
    '10.0.0.1',
    '__proto__: ',
    'kind: List\nitems:\n- ',
    'items: ',
    'metadata: {}',
    'namespace: x\n',
    '\u0000',
    'é',
  ),
  fc.string(),
);

/** Manifests of up to three objects, in which some stretches of text have become others. */
const edited = fc
  .tuple(
    fc.array(fc.constantFrom(...writtenObjects), { minLength: 1, maxLength: 3 }),
    fc.array(fc.tuple(fc.nat(), fc.oneof(fc.nat(30), fc.nat(300)), fragment), { maxLength: 4 }),
  )
  .map(([objects, edits]) =>
    edits.reduce(
      (text, [seed, length, words]) => {
        const at = seed % (text.length + 1);
        return text.slice(0, at) + words + text.slice(at + length);
      },
      objects.map((object) => printYaml(object)).join('---\n'),
    ),
  );

const generated = fc
  .array(fc.constantFrom(...allKinds()).chain(objectsOf), { maxLength: 3 })
  .map((objects) => objects.map((object) => JSON.stringify(object)).join('\n---\n'));

describe('any text', () => {
  it.each<[string, number, fc.Arbitrary<string>]>([
    ['any characters', 300, fc.string({ unit: 'binary' })],
    ['a manifest somebody is editing', 300, edited],
    ['objects with any fields', 300, generated],
  ])('%s: is admitted in time, with all places inside', (_name, numRuns, texts) => {
    fc.assert(
      fc.property(texts, (text) => {
        const start = performance.now();
        const manifest = readManifest(text);
        const { problems } = admit(manifest, defaultSpec);
        expect(performance.now() - start).toBeLessThan(millisecondsMax);
        for (const problem of [...manifest.problems, ...problems]) {
          const { from, to } = spanOf(problem, manifest);
          expect([problem, 0 <= from && from <= to && to <= text.length]).toEqual([problem, true]);
        }
      }),
      { numRuns },
    );
  });
});

describe.each(
  allKinds().map(
    (definition) => [`${definition.kind} ${definition.apiVersion}`, definition] as const,
  ),
)('any %s', (_name, definition) => {
  const objects = objectsOf(definition);

  it('has nothing to fill in twice', () => {
    fc.assert(
      fc.property(objects, (value) => {
        const first = review(value);
        if (!('object' in first)) return;
        const second = complete(definition, first.object);
        expect(second.object).toEqual(first.object);
        expect(second.errors).toEqual(first.errors);
      }),
      { numRuns: 25 },
    );
  });

  it('is the same when it is read out of the cluster and admitted again', () => {
    fc.assert(
      fc.property(objects, (value) => {
        const { objects: given } = admitted(JSON.stringify(value));
        const text = given.map((object) => printYaml(written(object))).join('---\n');
        expect(admitted(text)).toEqual({ objects: given, errors: [] });
      }),
      { numRuns: 25 },
    );
  });

  it('stays as it is when it is applied again', () => {
    fc.assert(
      fc.property(objects, (value) => {
        const manifest = readManifest(JSON.stringify(value));
        const first = admit(manifest, defaultSpec);
        expect(admit(manifest, defaultSpec, first.entries)).toEqual(first);
      }),
      { numRuns: 25 },
    );
  });
});

/** What these properties have found. */
describe('the cluster takes back what it gives:', () => {
  it.each([
    [
      'a volume without a source',
      { apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name: 'empty' } },
    ],
    [
      'an amount of null, which is none',
      {
        apiVersion: 'v1',
        kind: 'ResourceQuota',
        metadata: { name: 'team' },
        spec: { hard: { pods: null } },
      },
    ],
  ])('%s', (_name, value) => {
    const { objects } = admitted(JSON.stringify(value));
    const [object] = objects as [Obj];
    expect(admitted(printYaml(written(object)))).toEqual({ objects: [object], errors: [] });
  });
});

function admitted(text: string): { readonly objects: readonly Obj[]; readonly errors: unknown } {
  const { entries, problems } = admit(readManifest(text), defaultSpec);
  return {
    objects: entries.map(({ object }) => object),
    errors: problems.filter(({ severity }) => severity === 'error').map(({ message }) => message),
  };
}
