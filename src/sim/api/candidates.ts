import { hash32 } from '../../base/random.ts';
import type { Json, JsonObject, Manifest } from '../manifest/types.ts';
import { generatedName } from './generatedName.ts';
import { itemOf, joinPath } from '../manifest/index.ts';
import { objectsMax } from './limits.ts';
import { complete, review, type Readable } from './review.ts';
import { isObject } from './schema.ts';
import type { AdmissionProblem, FieldPath, Key } from './types.ts';

/** A place in the text where an object stands: a document, or an item of a list in it. */
export interface Place {
  readonly document: number;
  /** The way to the object inside a `List`, else `''`. */
  readonly at: FieldPath;
}

/** An object of the text that could be read. */
export type Candidate = Place & Readable;

/** What the text holds, in its order. */
export interface Candidates {
  readonly readable: readonly Candidate[];
  /** What could not be read; without a `key` it may be anything. */
  readonly unreadable: readonly (Place & { readonly key?: Key })[];
}

/** Lists within lists are opened to this depth. */
const listDepthMax = 8;

/** Reads every object of the text, lists opened, and says what cannot be read. */
export function readCandidates(manifest: Manifest, problems: AdmissionProblem[]): Candidates {
  const readable: Candidate[] = [];
  const unreadable: (Place & { readonly key?: Key })[] = [];
  let objects = 0;
  for (const { index, value } of manifest.documents) {
    // What is no object at all was reported when the text was read.
    if (!isObject(value)) continue;
    const items = openLists(value, '', 0);
    const read = items.slice(0, objectsMax - objects);
    objects += read.length;
    for (const [at, item] of read) {
      const place = { document: index, at };
      const result = review(item);
      if ('object' in result) {
        readable.push({ document: index, at, ...named(result, place) });
        continue;
      }
      const { faults, key } = result;
      unreadable.push({ ...place, ...(key !== undefined && { key }) });
      problems.push(...faults.map((fault) => ({ ...fault, ...problemAt(place, fault.path) })));
    }
    const [unread] = items.slice(read.length);
    if (unread) problems.push(tooMany({ document: index, at: unread[0] }, read, items));
  }
  return { readable, unreadable };
}

function tooMany(
  place: Place,
  read: readonly unknown[],
  all: readonly unknown[],
): AdmissionProblem {
  const message = `${read.length} of ${all.length} objects are read`;
  return { ...problemAt(place, ''), code: 'limit', message };
}

/** kubectl opens everything that has `items` and whose kind ends in `List`: `kubectl get -o yaml` writes such files. */
function openLists(
  value: JsonObject,
  at: FieldPath,
  depth: number,
): readonly (readonly [at: FieldPath, item: JsonObject])[] {
  const { kind, items } = value;
  const isList = typeof kind === 'string' && kind.endsWith('List') && Array.isArray(items);
  if (!isList || depth >= listDepthMax) return [[at, value]];
  return (items as readonly Json[]).flatMap((item, index) =>
    openLists(isObject(item) ? item : nothing, itemOf(joinPath(at, 'items'), index), depth + 1),
  );
}

/** Stands for an item that is no object: it has neither kind nor apiVersion, and is refused for that. */
const nothing: JsonObject = {};

/** The beginning of an error at a field of the object at `place`. */
export function problemAt(
  place: Place,
  path: FieldPath,
): Pick<AdmissionProblem, 'severity' | 'document' | 'path'> {
  return { severity: 'error', document: place.document, path: joinPath(place.at, path) };
}

/** The same text with generateName at two places makes two objects. */
function named(readable: Readable, { document, at }: Place): Readable {
  const { definition, object } = readable;
  const { name, generateName } = object.metadata;
  if (name !== '' || generateName === undefined) return readable;
  const generated = generateName + generatedName(hash32(`${generateName}${document}${at}`));
  return complete(definition, { ...object, metadata: { ...object.metadata, name: generated } });
}
