import { assert } from '../../../base/assert.ts';
import type { Cni } from '../types.ts';
import flannel from './flannel.ts';

/** The plugins that are here already, by name. The default one always is; the page downloads the others when they are needed. */
const plugins = new Map<string, Cni>([[flannel.name, flannel]]);

/** Brings every CNI plugin here, each file of this folder being one, and gives them in order of title. */
export async function loadCnis(): Promise<readonly Cni[]> {
  const { files } = await import('./parts/all.ts');
  for (const cni of Object.values(files)) plugins.set(cni.name, cni);
  return cnis();
}

/** The plugins that are here, in order of title. */
export function cnis(): readonly Cni[] {
  return [...plugins.values()].toSorted((one, other) => (one.title < other.title ? -1 : 1));
}

/** Whether the plugin of this name is here. */
export function hasCni(name: string): boolean {
  return plugins.has(name);
}

/** The plugin of this name. Throws when it is not here: a choice is checked where it is read. */
export function cniOf(name: string): Cni {
  const cni = plugins.get(name);
  assert(cni, `the CNI plugin ${name} has a file, and it was loaded`);
  return cni;
}
