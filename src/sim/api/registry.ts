import { assert } from '../../base/assert.ts';
import type { KindDefinition } from './types.ts';

// One more kind is one more file: the default export of a file in `kinds/` is a definition, or a list of them.
const files = import.meta.glob<KindDefinition | readonly KindDefinition[]>(
  ['./kinds/*.ts', '!./kinds/types.ts', '!./kinds/*.test.ts'],
  { eager: true, import: 'default' },
);

/** All kinds the server knows, in order of name. */
export const kinds: readonly KindDefinition[] = Object.values(files)
  .flat()
  .sort((left, right) => (nameOf(left) < nameOf(right) ? -1 : 1));

const byName = new Map(kinds.map((definition) => [nameOf(definition), definition]));
assert(byName.size === kinds.length, 'no two files define the same kind');

/** The definition of a kind in a version, as a manifest names them. */
export function kindOf(apiVersion: string, kind: string): KindDefinition | undefined {
  return byName.get(`${kind}.${apiVersion}`);
}

/** The definition of a kind in its newest version. */
export function kindNamed(kind: string): KindDefinition | undefined {
  return kinds.findLast((definition) => definition.kind === kind);
}

function nameOf({ kind, apiVersion }: KindDefinition): string {
  return `${kind}.${apiVersion}`;
}
