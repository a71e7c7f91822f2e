import { assert } from '../../base/assert.ts';
import type { KindDefinition } from './types.ts';

// One more kind is one more file: the default export of a file in `kinds/` is a definition, or a list of them.
const files = import.meta.glob<KindDefinition | readonly KindDefinition[]>(
  ['./kinds/*.ts', '!./kinds/types.ts', '!./kinds/*.test.ts'],
  { eager: true, import: 'default' },
);

let known: readonly KindDefinition[];
let byName: ReadonlyMap<string, KindDefinition>;
know(Object.values(files).flat());

function know(definitions: readonly KindDefinition[]): void {
  known = definitions.toSorted((left, right) => (nameOf(left) < nameOf(right) ? -1 : 1));
  byName = new Map(known.map((definition) => [nameOf(definition), definition]));
  assert(byName.size === known.length, 'no two files define the same kind');
}

/** All kinds the server knows, in order of name; a new list when some were added. */
export function allKinds(): readonly KindDefinition[] {
  return known;
}

/** From now on the server knows these kinds as well. */
export function addKinds(definitions: readonly KindDefinition[]): void {
  know([...known, ...definitions]);
}

/** The definition of a kind in a version, as a manifest names them. */
export function kindOf(apiVersion: string, kind: string): KindDefinition | undefined {
  return byName.get(`${kind}.${apiVersion}`);
}

/** The definition of a kind in its newest version. */
export function kindNamed(kind: string): KindDefinition | undefined {
  return known.findLast((definition) => definition.kind === kind);
}

function nameOf({ kind, apiVersion }: KindDefinition): string {
  return `${kind}.${apiVersion}`;
}
