import type { Cluster, NetnsId } from '../../sim/dataplane/types.ts';

/** What a person calls a namespace: `node-1`, `web`. */
export function placeName(cluster: Cluster, id: NetnsId): string {
  return cluster.namespaces.get(id)?.name ?? id;
}
