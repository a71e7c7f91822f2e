import { contains, type Cidr } from '../../net/index.ts';
import type { Ipset } from './types.ts';

/** A set of ranges of addresses, which nobody asks why they are there. */
export function setOfRanges(ranges: readonly Cidr[]): Ipset {
  return {
    type: 'hash:net',
    options: 'family inet',
    entries: ranges.map(({ text }) => text),
    find: (packet, [end = 'destination']) =>
      ranges.some((range) => contains(range, packet[end])) ? [] : undefined,
  };
}

/** All sets of a namespace as `ipset save` prints them, without what depends on the kernel (bucketsize, initval). */
export function printIpsets(sets: ReadonlyMap<string, Ipset>): string {
  const lines = [...sets].flatMap(([name, { type, options, entries }]) => [
    `create ${name} ${type} ${options}`,
    ...entries.map((entry) => `add ${name} ${entry}`),
  ]);
  return `${lines.join('\n')}\n`;
}

export type * from './types.ts';
