import { hash32 } from '../../base/random.ts'
import type { Json, JsonObject, Manifest } from '../manifest/types.ts'
import { generatedName } from './generatedName.ts'
import { itemOf, joinPath } from './path.ts'
import { complete, review, type Readable } from './review.ts'
import { isObject } from './schema.ts'
import type { AdmissionProblem, FieldPath } from './types.ts'

/** A place in the text where an object stands: a document, or an item of a list in it. */
export interface Place {
  readonly document: number
  /** The way to the object inside a `List`, else `''`. */
  readonly at: FieldPath
}

/** An object of the text that could be read. */
export type Candidate = Place & Readable

/** Lists within lists are opened to this depth. */
const listDepthMax = 8

/** Reads every object of the text, lists opened, and says what cannot be read. */
export function readCandidates(manifest: Manifest, problems: AdmissionProblem[]): readonly Candidate[] {
  const candidates: Candidate[] = []
  for (const { index, value } of manifest.documents)
    openLists(value, { document: index, at: '' }, 0, (item, place) => {
      const result = review(item)
      if ('object' in result) candidates.push({ ...place, ...named(result, place) })
      else for (const { path, ...fault } of result.faults) problems.push({ ...problemAt(place, path), ...fault })
    })
  return candidates
}

/** kubectl opens everything that has `items` and whose kind ends in `List`: `kubectl get -o yaml` writes such files. */
function openLists(value: Json, place: Place, depth: number, found: (item: JsonObject, place: Place) => void): void {
  // What is no object at all was reported when the text was read.
  if (!isObject(value)) return
  const { kind, items } = value
  const isList = typeof kind === 'string' && kind.endsWith('List') && Array.isArray(items)
  if (!isList || depth >= listDepthMax) return found(value, place)
  for (const [index, item] of (items as readonly Json[]).entries())
    openLists(item, { ...place, at: itemOf(joinPath(place.at, 'items'), index) }, depth + 1, found)
}

/** The beginning of an error at a field of the object at `place`. */
export function problemAt(place: Place, path: FieldPath): Pick<AdmissionProblem, 'severity' | 'document' | 'path'> {
  return { severity: 'error', document: place.document, path: joinPath(place.at, path) }
}

/** The same text with generateName at two places makes two objects. */
function named(readable: Readable, { document, at }: Place): Readable {
  const { definition, object } = readable
  const { name, generateName } = object.metadata
  if (name !== '' || generateName === undefined) return readable
  const generated = generateName + generatedName(hash32(`${generateName}${document}${at}`))
  return complete(definition, { ...object, metadata: { ...object.metadata, name: generated } })
}
