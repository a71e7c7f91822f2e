import { randomFrom } from '../../base/random.ts';
import { contains, nth, readCidr, readIp, sizeOf, type Cidr } from '../net/address.ts';
import type { ClusterSpec } from '../spec.ts';
import { invalid, writtenAt } from './validate/errors.ts';
import type { FieldError, FieldPath, Json, Key } from './types.ts';

/** One value an object asks for by name. */
export interface Claim {
  readonly pool: keyof Pools;
  readonly value: string | number;
  /** Who holds the value: the same value may be asked for twice by the same holder. */
  readonly holder: string;
  readonly path: FieldPath;
  readonly written?: FieldPath;
  /** The value as the server prints it in an error. */
  readonly shown: Json;
}

/** The ranges a cluster gives from. */
export interface Pools {
  readonly addresses: Pool<string>;
  readonly nodePorts: Pool<number>;
}

/**
 * A range of values, each given at most once.
 *
 *     |-- lower band --|------------ upper band ------------|
 *      asked for by name     given to who does not ask
 *
 * As KEP-3070 and KEP-3668: values nobody asked for come from the upper band as long as it lasts.
 */
export class Pool<Value extends string | number> {
  readonly #owners = new Map<Value, Key>();
  readonly #byHolder = new Map<string, Value>();
  readonly #range: Range<Value>;
  readonly #seed: number;

  constructor(range: Range<Value>, seed: number) {
    this.#range = range;
    this.#seed = seed;
  }

  /** Why object `key` cannot have `value`, in the allocator's words; `undefined` when it can. */
  refusal(value: Value, key: Key): string | undefined {
    if (!this.#range.holds(value)) return this.#range.outside(value);
    const owner = this.#owners.get(value);
    return owner === undefined || owner === key ? undefined : this.#range.taken(value);
  }

  /** What the allocator says of a value that somebody else has. */
  taken(value: Value): string {
    return this.#range.taken(value);
  }

  /** Gives `value` away, whatever the range says: for values that were given before. */
  take(value: Value, key: Key, holder: string): void {
    this.#owners.set(value, key);
    this.#byHolder.set(holder, value);
  }

  /** Takes back all that object `key` holds. */
  release(key: Key): void {
    for (const [value, owner] of this.#owners) if (owner === key) this.#owners.delete(value);
    for (const [holder, value] of this.#byHolder)
      if (!this.#owners.has(value)) this.#byHolder.delete(holder);
  }

  /**
   * Gives a free value to `holder`, or what it has already. The same seed and holder get the same value unless somebody
   * else has it. `undefined` when the range is used up.
   */
  next(key: Key, holder: string = key): Value | undefined {
    const { size, lower } = this.#range;
    const value =
      this.#byHolder.get(holder) ??
      this.#probe(lower, size, holder) ??
      this.#probe(0, lower, holder);
    if (value !== undefined) this.take(value, key, holder);
    return value;
  }

  #probe(from: number, to: number, holder: string): Value | undefined {
    const size = to - from;
    if (size <= 0) return undefined;
    const start = randomFrom(this.#seed, this.#range.name, holder).below(size);
    // At most one step more than values are taken: then a free one was met.
    const steps = Math.min(size, this.#owners.size + 1);
    for (let step = 0; step < steps; step++) {
      const value = this.#range.valueAt(from + ((start + step) % size));
      if (!this.#owners.has(value)) return value;
    }
    return undefined;
  }
}

/** The values of a pool, numbered from 0. */
interface Range<Value> {
  readonly name: string;
  readonly size: number;
  /** How many of the first values are left to who asks by name. */
  readonly lower: number;
  valueAt(offset: number): Value;
  holds(value: Value): boolean;
  outside(value: Value): string;
  taken(value: Value): string;
}

export function createPools(spec: ClusterSpec): Pools {
  return {
    addresses: new Pool(addressRange(spec.serviceCidr), spec.seed),
    nodePorts: new Pool(portRange(spec.nodePorts), spec.seed),
  };
}

/** The errors of what object `key` claims and cannot have. */
export function refusals(pools: Pools, claims: readonly Claim[], key: Key): readonly FieldError[] {
  const errors: FieldError[] = [];
  const holders = new Map<string | number, string>();
  for (const { pool, value, holder, path, written, shown } of claims) {
    // Each claim names the pool its value belongs to.
    const values = pools[pool] as Pool<string | number>;
    const twice = (holders.get(value) ?? holder) !== holder;
    holders.set(value, holder);
    const words = twice ? values.taken(value) : values.refusal(value, key);
    if (words === undefined) continue;
    const error = invalid(path, shown, words);
    errors.push(written === undefined ? error : writtenAt(error, written));
  }
  return errors;
}

/** Gives an object all it claims. */
export function grant(pools: Pools, claims: readonly Claim[], key: Key): void {
  for (const { pool, value, holder } of claims)
    (pools[pool] as Pool<string | number>).take(value, key, holder);
}

/** Takes back all an object holds. */
export function releaseAll(pools: Pools, key: Key): void {
  pools.addresses.release(key);
  pools.nodePorts.release(key);
}

/** Neither the first nor the last address of the range is given: pkg/registry/core/service/ipallocator. */
function addressRange(text: string): Range<string> {
  const range = readCidr(text);
  const size = range ? Math.max(0, Math.min(sizeOf(range), addressesMax) - 2) : 0;
  return {
    name: 'address',
    size,
    lower: Math.min(size, bandOf(size, 16, 256)),
    valueAt: (offset) => (range ? nth(range, offset + 1) : ''),
    holds: (value) => range !== undefined && isGiven(range, value),
    outside: (value) =>
      `failed to allocate IP ${value}: the provided network does not match the current range`,
    taken: (value) => `failed to allocate IP ${value}: provided IP is already allocated`,
  };
}

/** Larger ranges are used as if they ended here. */
const addressesMax = 2 ** 24;

function isGiven(range: Cidr, text: string): boolean {
  const address = readIp(text);
  if (address === undefined || !contains(range, address)) return false;
  return address !== nth(range, 0) && address !== nth(range, sizeOf(range) - 1);
}

function portRange([first, last]: ClusterSpec['nodePorts']): Range<number> {
  const size = Math.max(0, last - first + 1);
  return {
    name: 'node port',
    size,
    lower: Math.min(size, bandOf(size, 32, 128)),
    valueAt: (offset) => first + offset,
    holds: (value) => value >= first && value <= last,
    outside: () =>
      `provided port is not in the valid range. The range of valid ports is ${first}-${last}`,
    taken: () => 'provided port is already allocated',
  };
}

/** The size of the lower band: one part in `parts`, at least 16, at most `most`; none in ranges too small for one. */
function bandOf(size: number, parts: number, most: number): number {
  if (size < 16) return 0;
  return Math.min(Math.max(16, Math.floor(size / parts)), most);
}
