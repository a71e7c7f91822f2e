import type { Ref } from '../../api/types.ts';
import {
  contains,
  destinationPortOf,
  sourcePortOf,
  type Cidr,
  type Ip,
  type Packet,
  type Protocol,
} from '../../net/index.ts';
import type { Ipset, SetEnd } from './types.ts';

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

/** What is in a set of addresses, or of addresses with ports: the whole address, and the port it is about. */
export interface SetMember {
  readonly address: Ip;
  readonly port?: { readonly protocol: Protocol; readonly port: number };
  readonly because: readonly Ref[];
}

/**
 * A set of single addresses (`hash:net`), or of addresses with ports (`hash:ip,port`). Who is in it is found out when somebody
 * first asks: that follows from what its author knows now, so when it happens makes no difference.
 */
export function setOfMembers(
  type: 'hash:net' | 'hash:ip,port',
  find: () => readonly SetMember[],
): Ipset {
  return new LaterSet(type, find);
}

class LaterSet implements Ipset {
  readonly type: 'hash:net' | 'hash:ip,port';
  readonly options = 'family inet';
  readonly #find: () => readonly SetMember[];
  #members: ReadonlyMap<string, readonly Ref[]> | undefined;

  constructor(type: 'hash:net' | 'hash:ip,port', find: () => readonly SetMember[]) {
    this.type = type;
    this.#find = find;
  }

  get entries(): readonly string[] {
    return [...this.#index().keys()];
  }

  find(packet: Packet, [end = 'destination', portEnd = end]: readonly SetEnd[]) {
    const { protocol } = packet.transport;
    const port = portEnd === 'source' ? sourcePortOf(packet) : destinationPortOf(packet);
    if (this.type === 'hash:net') return this.#index().get(entryOf({ address: packet[end] }));
    if (port === undefined) return undefined;
    return this.#index().get(entryOf({ address: packet[end], port: { protocol, port } }));
  }

  #index(): ReadonlyMap<string, readonly Ref[]> {
    return (this.#members ??= new Map(
      this.#find().map((member) => [entryOf(member), member.because]),
    ));
  }
}

/** `10.244.1.2`, or `10.244.1.2,tcp:80`. */
function entryOf({ address, port }: Omit<SetMember, 'because'>): string {
  return port ? `${address},${port.protocol.toLowerCase()}:${port.port}` : address;
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
