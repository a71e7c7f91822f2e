import { hash32 } from '../../../../base/random.ts';

/** Identities that stand for what is no Pod (pkg/identity/numericidentity.go). */
export const hostId = 1;
export const worldId = 2;
export const remoteNodeId = 6;

/** Identities of Pods are handed out from 256 to 65535. */
const firstId = 256;
const lastId = 65_535;

/** The identities of Pods by their labels: the same labels have the same number, whatever others there are, but for collisions. */
export function identitiesOf(labels: Iterable<string>): ReadonlyMap<string, number> {
  const taken = new Set<number>();
  const known = new Map<string, number>();
  for (const each of [...new Set(labels)].sort()) {
    const span = lastId - firstId + 1;
    let id = firstId + (hash32(each) % span);
    while (taken.has(id)) id = id === lastId ? firstId : id + 1;
    taken.add(id);
    known.set(each, id);
  }
  return known;
}
