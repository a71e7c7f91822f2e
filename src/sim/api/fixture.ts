import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { Json, JsonObject } from '../manifest/types.ts';
import { installCustomKinds } from './custom/install.ts';
import { allKinds } from './registry.ts';
import { isObject, type Schema, type StructSchema } from './schema.ts';
import type { KindDefinition } from './types.ts';

await installCustomKinds();

const recording = 'conformance/apiserver/cases.json';

/** Objects as people write them: the example of each kind, and those of the recorded manifests. */
export const writtenObjects: readonly JsonObject[] = [
  ...allKinds().map(({ example }) => example),
  ...(existsSync(recording) ? recorded(readFileSync(recording, 'utf8')) : []),
];

function recorded(text: string): readonly JsonObject[] {
  const { cases } = JSON.parse(text) as { cases: { input: { objects?: JsonObject[] } }[] };
  return cases.flatMap(({ input }) => input.objects ?? []).filter(isObject);
}

/** What stands in fields of the same name elsewhere: most random words would mean nothing there. */
const wordsByField = new Map<string, Json[]>();
for (const object of writtenObjects) collect('', object);

function collect(name: string, value: Json): void {
  const known = wordsByField.get(name);
  if (Array.isArray(value)) for (const item of value as readonly Json[]) collect(name, item);
  else if (isObject(value)) for (const [key, member] of Object.entries(value)) collect(key, member);
  else if (known) known.push(value);
  else wordsByField.set(name, [value]);
}

const odd = fc.constantFrom<Json>(null, '', 0, -1, 1.5, 70000, true, 'x', 'Web', ' ', [], {}, [
  null,
]);
const words = fc.constantFrom(
  'a',
  'web',
  'TCP',
  'None',
  '10.96.0.7',
  'http',
  '100m',
  'on',
  '-',
  'é',
);

/** An object of a kind: its example or a recorded one, with some fields changed and others added, any of those it has. */
export function objectsOf(definition: KindDefinition): fc.Arbitrary<JsonObject> {
  const { apiVersion, kind, schema } = definition;
  const bases = writtenObjects.filter(
    (object) => object['apiVersion'] === apiVersion && object['kind'] === kind,
  );
  return fc.tuple(fc.constantFrom(...bases), valuesOf(schema, '', depthMax)).map(
    ([object, fields]) =>
      // What stands beside kind and apiVersion may be anything, but without those two it would be no object.
      overlay(object, isObject(fields) ? { ...fields, apiVersion, kind } : {}) as JsonObject,
  );
}

const depthMax = 7;

/** Values of the type that a schema asks for, and sometimes another one. */
function valuesOf(schema: Schema, name: string, depth: number): fc.Arbitrary<Json> {
  const known = wordsByField.get(name);
  const fitting = fittingValues(schema, name, depth);
  const isScalar = !['struct', 'map', 'list'].includes(schema.type);
  return fc.oneof(
    { arbitrary: fitting, weight: 20 },
    { arbitrary: odd, weight: 1 },
    ...(known && isScalar ? [{ arbitrary: fc.constantFrom(...known), weight: 60 }] : []),
  );
}

function fittingValues(schema: Schema, name: string, depth: number): fc.Arbitrary<Json> {
  switch (schema.type) {
    case 'struct':
      return structs(schema, depth);
    case 'list':
      return depth <= 0
        ? fc.constant([])
        : fc.array(valuesOf(schema.of, name, depth - 1), { maxLength: 3 });
    case 'map':
      return depth <= 0
        ? fc.constant({})
        : fc.dictionary(words, valuesOf(schema.of, name, depth - 1), {
            maxKeys: 2,
            noNullPrototype: true,
          });
    case 'bool':
      return fc.boolean();
    case 'int32':
    case 'int64':
    case 'float64':
      return fc.oneof(fc.integer({ min: -1, max: 20 }), fc.integer({ min: 0, max: 70000 }));
    case 'intOrString':
      return fc.oneof(fc.integer({ min: 0, max: 70000 }), words);
    case 'quantity':
      return fc.constantFrom('1', '100m', '1Gi', '0.5', 2);
    case 'time':
      return fc.constant('2026-01-01T00:00:00Z');
    case 'bytes':
      return fc.constantFrom('', 'YQ==', 'a');
    case 'any':
    case 'string':
      return fc.oneof(words, fc.string({ maxLength: 6 }));
  }
}

/** A few fields at a time: with all of them, no object would ever be accepted. */
function structs({ fields }: StructSchema, depth: number): fc.Arbitrary<Json> {
  const names = Object.keys(fields).filter((name) => name !== 'apiVersion' && name !== 'kind');
  if (depth <= 0 || names.length === 0) return fc.constant({});
  return fc
    .subarray(names, { minLength: 1, maxLength: Math.min(3, names.length) })
    .chain((some) =>
      fc.record(
        Object.fromEntries(
          some.map((name) => [name, valuesOf(fields[name] as Schema, name, depth - 1)]),
        ),
      ),
    );
}

/** The value below with that above in it; the items of lists lie over one another, too. */
function overlay(below: Json | undefined, above: Json): Json {
  if (Array.isArray(below) && Array.isArray(above))
    return above.map((item: Json, index) =>
      overlay((below as Json[])[index] ?? (below as Json[])[0], item),
    );
  if (!isObject(below) || !isObject(above)) return above;
  const changed = Object.entries(above).map(([name, value]) => [name, overlay(below[name], value)]);
  return { ...below, ...(Object.fromEntries(changed) as JsonObject) };
}
