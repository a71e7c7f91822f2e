import { remember } from '../../../../base/remember.ts';
import { cidr, contains, type Cidr, type Ip } from '../../../net/index.ts';
import type { BpfMap, MapEntry } from '../types.ts';

/** The entry of the longest range that an address is in: a map of type LPM_TRIE, keyed by ranges. */
export function longestMatch<Value>(
  map: BpfMap<Value>,
  address: Ip,
): { readonly key: string; readonly entry: MapEntry<Value> } | undefined {
  const single = `${address}/32`;
  const exact = map.get(single);
  if (exact) return { key: single, entry: exact };
  const range = rangesOf(map).find((each) => contains(each, address));
  const entry = range && map.get(range.text);
  return entry && { key: range.text, entry };
}

/** The ranges of more than one address, the longest prefix first. */
const rangesOf = remember((map: BpfMap<unknown>): readonly Cidr[] =>
  [...map.keys()]
    .filter((key) => !key.endsWith('/32'))
    .map((key) => cidr(key))
    .toSorted((one, other) => other.prefix - one.prefix),
);
