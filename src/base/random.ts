/** A deterministic source of numbers. The simulation has no other dice. */
export interface Random {
  /** The next number, at least 0 and below 1. */
  next(): number;
  /** The next whole number, at least 0 and below `limit`. */
  below(limit: number): number;
}

/**
 * A generator that yields the same numbers for the same `seeds` on every machine (mulberry32 over an FNV-1a hash of the
 * seeds, 32 bits of state: good enough to pick endpoints and ports, not for secrets).
 */
export function randomFrom(...seeds: readonly (number | string)[]): Random {
  let state = hash32(seeds.join('\u0000'));
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return { next, below: (limit) => Math.floor(next() * limit) };
}

const offsetBasis = 0x811c9dc5;

/** A 32-bit FNV-1a hash of a text: stable names, colours and MAC addresses come from it. `before`: the hash of what stands before it. */
export function hash32(text: string, before = offsetBasis): number {
  let hash = before;
  for (let index = 0; index < text.length; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}
