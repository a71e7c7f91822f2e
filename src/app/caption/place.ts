import type { Cluster, NetnsId } from '../../sim/dataplane/types.ts';

/** What a person calls a namespace: `node-1`, `web`. */
export function placeName(cluster: Cluster, id: NetnsId): string {
  return cluster.namespaces.get(id)?.name ?? id;
}

const lettersMax = 22;
const endLetters = 8;

/** A name short enough for a list: generated names differ at their ends, so it is the middle that goes. */
export function shortName(name: string): string {
  if (name.length <= lettersMax) return name;
  return `${name.slice(0, lettersMax - endLetters - 1)}…${name.slice(-endLetters)}`;
}
