import { nth, readCidr, sizeOf } from '../../net/address.ts';

/** Gives addresses out of the nodes' ranges, as the CNI plugin host-local does, but always the lowest that is free. */
export interface Ipam {
  /** The next free address of a range; `undefined` when there is none. */
  next(cidr: string | undefined): string | undefined;
}

/** The first address is the network's, the second the bridge's. */
const firstOffset = 2;

export function createIpam(taken: readonly string[]): Ipam {
  const used = new Set(taken);
  const next = new Map<string, number>();
  return {
    next: (text) => {
      const range = text === undefined ? undefined : readCidr(text);
      if (!range) return undefined;
      // The last address is the broadcast address.
      const last = sizeOf(range) - 2;
      for (let offset = next.get(range.text) ?? firstOffset; offset <= last; offset++) {
        const address = nth(range, offset);
        if (used.has(address)) continue;
        next.set(range.text, offset + 1);
        used.add(address);
        return address;
      }
      next.set(range.text, last + 1);
      return undefined;
    },
  };
}
