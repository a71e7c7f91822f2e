import type { Probe } from '../policy/types.ts';
import type { Owned } from './types.ts';

/** The same text for the same protocol and port. */
export function keyOf({ protocol, port = 0 }: Probe): string {
  return `${protocol}/${port}`;
}

/** The same text for members of one owner. */
export function ownerKey({ owner: { group, namespace, kind, name } }: Owned): string {
  return `${group}/${namespace}/${kind}/${name}`;
}
