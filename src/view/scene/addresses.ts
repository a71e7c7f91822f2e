import { bytesOf, type Ip } from '../../sim/net/index.ts';

/** The items in the order of their addresses as numbers; those without one come last. */
export function inAddressOrder<T>(
  items: readonly T[],
  addressOf: (item: T) => Ip | undefined,
): readonly T[] {
  const keyed = items.map((item) => ({ item, key: addressKey(addressOf(item)) }));
  return keyed
    .toSorted((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0))
    .map(({ item }) => item);
}

/** A text that sorts as the address does as a number. */
export function addressKey(address: Ip | undefined): string {
  if (address === undefined) return '~';
  return bytesOf(address)
    .map((byte) => String(byte).padStart(3, '0'))
    .join('.');
}
