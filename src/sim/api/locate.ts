import { below, joinPath, lastOf, parentOf } from '../manifest/index.ts';
import type { Manifest, ManifestDocument, ManifestProblem, Span } from '../manifest/types.ts';
import { provenanceOf } from './provenance.ts';
import { kindOf } from './registry.ts';
import type { AdmissionProblem, Entry, FieldOrigin, FieldPath, Ref, Store } from './types.ts';

/** Owners of owners are followed so far. */
const ownersMax = 8;

/**
 * Where the learner wrote what `ref` points at. Objects that a controller made are looked for in the object they came
 * from; fields that were not written, in the nearest one that was. `undefined` for what every cluster has.
 */
export function locate(store: Store, manifest: Manifest, ref: Ref): Span | undefined {
  const written = writtenSource(store, ref);
  if (!written) return undefined;
  const { entry, document, at, path } = written;
  const text = manifest.documents.find(({ index }) => index === document);
  return text && locateField(text, at, path, entry);
}

/** The path that lies below `to` as `path` lies below `from`. */
function translate(
  path: FieldPath,
  from: FieldPath,
  to: FieldPath,
  { whole }: FieldOrigin,
): FieldPath {
  return whole ? to : joinPath(to, below(path, from) ?? '');
}

interface Written {
  readonly entry: Entry;
  readonly document: number;
  readonly at: FieldPath;
  readonly path: FieldPath;
}

/** Follows the owners of a made object to the one that was written, and the path with them. */
function writtenSource(store: Store, ref: Ref): Written | undefined {
  let { kind, namespace, name, path } = ref;
  for (let steps = 0; steps < ownersMax; steps++) {
    const entry = store.entry(kind, namespace, name);
    if (!entry || entry.source.by === 'cluster') return undefined;
    if (entry.source.by === 'learner' && entry.source.gone) return undefined;
    if (entry.source.by === 'learner')
      return { entry, document: entry.source.document, at: entry.source.at, path };
    const { owner, fields = [] } = entry.source;
    if (!owner) return undefined;
    const origin = fields.find(({ at }) => below(path, at) !== undefined);
    path = origin ? translate(path, origin.at, origin.from, origin) : '';
    ({ kind, namespace, name } = owner);
  }
  return undefined;
}

function locateField(
  document: ManifestDocument,
  at: FieldPath,
  path: FieldPath,
  entry: Entry,
): Span | undefined {
  if (path !== '') {
    const exact = document.locate(joinPath(at, path));
    if (exact) return exact;
    const standIn = standInFor(path, entry);
    const instead = standIn === undefined ? undefined : document.locate(joinPath(at, standIn));
    if (instead) return instead;
  }
  // What is not written belongs under the nearest field that is: its name is a smaller mark than all it holds.
  for (let near = parentOf(path); near !== undefined && near !== ''; near = parentOf(near)) {
    const place = joinPath(at, near);
    if (near === 'metadata') break;
    const span = document.locate(place, 'key') ?? document.locate(place);
    if (span) return span;
  }
  return document.locate(joinPath(at, 'metadata.name')) ?? document.locate(at) ?? document.span;
}

function standInFor(path: FieldPath, { object }: Entry): FieldPath | undefined {
  const standIns = kindOf(object.apiVersion, object.kind)?.standIns ?? {};
  const last = lastOf(path);
  const neighbour = Object.hasOwn(standIns, last) ? standIns[last] : undefined;
  return neighbour === undefined ? undefined : joinPath(parentOf(path) ?? '', neighbour);
}

/**
 * What to mark for a problem of either sort: the value it is about; the name of the field when the name is what is wrong, or
 * the value is missing or goes on for lines; where nothing is written, the nearest field around it.
 */
export function spanOf(problem: ManifestProblem | AdmissionProblem, manifest: Manifest): Span {
  if ('span' in problem) return problem.span;
  const { text, documents } = manifest;
  const document = documents.find(({ index }) => index === problem.document);
  if (!document) return { from: 0, to: 0 };
  const value = problem.code === 'unknown-field' ? undefined : document.locate(problem.path);
  if (value && value.to > value.from && value.to === firstLine(text, value).to) return value;
  let near: FieldPath | undefined = problem.path;
  for (; near !== undefined && near !== ''; near = parentOf(near)) {
    // Only list items have no name.
    const span = document.locate(near, 'key') ?? document.locate(near);
    if (span) return firstLine(text, span);
  }
  return document.locate('kind') ?? firstLine(text, document.locate('') ?? document.span);
}

function firstLine(text: string, { from, to }: Span): Span {
  const length = text.slice(from, to).search(/[\r\n]/);
  return length === -1 ? { from, to } : { from, to: from + length };
}

/**
 * What the cursor is on: the object written there with the field under the cursor, then all that was made from it, with
 * their fields that came from that one. Several objects when the cursor is on a list as a whole.
 */
export function refsAt(store: Store, manifest: Manifest, offset: number): readonly Ref[] {
  const document = manifest.documents.find(({ span }) => span.from <= offset && offset <= span.to);
  if (!document) return [];
  const path = document.fieldAt(offset);
  const provenance = provenanceOf(store);
  return provenance.written(document.index).flatMap((entry) => {
    const at = entry.source.by === 'learner' ? entry.source.at : '';
    const field = below(path, at) ?? (below(at, path) === undefined ? undefined : '');
    return field === undefined ? [] : withMade(entry, field, ownersMax);
  });

  function withMade(entry: Entry, field: FieldPath, depth: number): readonly Ref[] {
    const { kind, metadata } = entry.object;
    const ref: Ref = { kind, namespace: metadata.namespace, name: metadata.name, path: field };
    if (depth === 0) return [ref];
    return [
      ref,
      ...provenance
        .madeFrom(entry.object)
        .flatMap((made) => withMade(made, fieldOfMade(made, field), depth - 1)),
    ];
  }
}

/** The field of a made object that came from `field` of its owner; `''` when none did. */
function fieldOfMade({ source }: Entry, field: FieldPath): FieldPath {
  const fields = source.by === 'controller' ? (source.fields ?? []) : [];
  const origin = fields.find(({ from }) => below(field, from) !== undefined);
  return origin ? translate(field, origin.from, origin.at, origin) : '';
}
