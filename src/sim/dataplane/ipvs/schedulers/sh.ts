import { bytesOf, type Ip } from '../../../net/index.ts';
import type { Scheduler } from '../types.ts';

/** IP_VS_SH_TAB_BITS */
const bucketBits = 8;
/** GOLDEN_RATIO_32 of include/linux/hash.h */
const goldenRatio = 0x61c88647;

/**
 * Source hashing: a client's address alone decides. The real servers fill a table of 256 buckets in turn, one of weight 0 too:
 * its clients then get none (ip_vs_sh_schedule without sh-fallback).
 */
const sh: Scheduler = {
  name: 'sh',
  choose({ realServers }, { source }) {
    const chosen = realServers[bucketOf(source) % realServers.length];
    return chosen && chosen.weight > 0 ? chosen : undefined;
  },
};
export default sh;

/** ip_vs_sh_hashkey: hash_32 of the address as a number, that of an IPv6 address being its four parts combined. */
function bucketOf(address: Ip): number {
  const bytes = bytesOf(address);
  let folded = 0;
  for (let at = 0; at < bytes.length; at += 4)
    folded ^= bytes.slice(at, at + 4).reduce((number, byte) => (number << 8) | byte, 0);
  return Math.imul(folded, goldenRatio) >>> (32 - bucketBits);
}
