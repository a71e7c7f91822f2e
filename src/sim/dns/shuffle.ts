import { randomFrom } from '../../base/random.ts';
import type { DnsRecord } from '../net/index.ts';

/**
 * The records as CoreDNS's `loadbalance` plugin sends them: aliases first, then the addresses in an order that is rolled anew for each
 * query, so that clients that take the first address spread over all. The dice are the seed and the query's id.
 */
export function shuffle(
  records: readonly DnsRecord[],
  seed: number,
  id: number,
): readonly DnsRecord[] {
  const isAddress = ({ type }: DnsRecord): boolean => type === 'A' || type === 'AAAA';
  const addresses = records.filter(isAddress);
  const random = randomFrom('loadbalance', seed, id);
  for (let last = addresses.length - 1; last > 0; last--) {
    const chosen = random.below(last + 1);
    const [left, right] = [addresses[last], addresses[chosen]];
    if (left && right) [addresses[last], addresses[chosen]] = [right, left];
  }
  return [...records.filter((record) => !isAddress(record)), ...addresses];
}
