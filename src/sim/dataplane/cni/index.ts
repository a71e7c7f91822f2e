import { assert } from '../../../base/assert.ts';
import type { Cni } from '../types.ts';

const files = import.meta.glob<Cni>(['./*.ts', '!./index.ts', '!./*.test.ts'], {
  eager: true,
  import: 'default',
});
const plugins = new Map(Object.values(files).map((cni) => [cni.name, cni]));

/** Every CNI plugin, in order of name: each file of this folder is one. */
export const cnis: readonly Cni[] = [...plugins.values()].toSorted((one, other) =>
  one.name < other.name ? -1 : 1,
);

/** The plugin of this name. Throws when there is none: a choice is checked where it is read. */
export function cniOf(name: string): Cni {
  const cni = plugins.get(name);
  assert(cni, `the CNI plugin ${name} has a file`);
  return cni;
}
