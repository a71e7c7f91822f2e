import type { Hop } from '../../trace/types.ts';
import {
  entryAt,
  printTuple,
  translatesDestination,
  translatesSource,
  type ConntrackEntry,
  type KnownEntry,
  type Tuple,
} from '../conntrack.ts';
import type { KernelState } from '../memory.ts';
import type { NetnsId } from '../types.ts';

/** A line of the connection table. */
export interface Connection {
  /** The same all along the connection. */
  readonly id: string;
  readonly entry: KnownEntry;
  readonly translates: { readonly destination: boolean; readonly source: boolean };
}

/**
 * The connections a namespace's conntrack knows of after these hops of one request, oldest first, when the kernels remembered `before`
 * until then. The ones whose first packet is still on its way through the hooks are among them, and not `kept`.
 */
export function connectionsAfter(
  { conntrack, nowSeconds }: KernelState,
  hops: readonly Hop[],
  netns: NetnsId,
): readonly Connection[] {
  const known = new Map<string, KnownEntry>();
  for (const entry of conntrack.get(netns)?.entries() ?? []) {
    const remembered = entryAt(entry, true, nowSeconds);
    if (remembered.secondsLeft > 0) known.set(connectionId(entry), remembered);
  }
  for (const hop of hops) {
    if (hop.place.netns !== netns || !('entry' in hop) || !hop.entry) continue;
    const id = connectionId(hop.entry);
    const isGone = !hop.entry.kept && (hop.step === 'stop' || known.get(id)?.kept);
    if (isGone) known.delete(id);
    else known.set(id, hop.entry);
  }
  return [...known].map(([id, entry]) => connectionOf(id, entry));
}

/** Names a connection. */
export function connectionId({ original }: ConntrackEntry): string {
  return `${original.protocol} ${printTuple(original)}`;
}

function connectionOf(id: string, entry: KnownEntry): Connection {
  return {
    id,
    entry,
    translates: { destination: translatesDestination(entry), source: translatesSource(entry) },
  };
}

/** Numbers of /etc/protocols. */
const protocolNumbers: Readonly<Record<string, number>> = { ICMP: 1, TCP: 6, UDP: 17, SCTP: 132 };

/** The line of `conntrack -L` (libnetfilter_conntrack, snprintf_default.c). Of SCTP it would print a state, too. */
export function printConnection({ entry }: Connection): string {
  const { original, reply, seenReply, noted, secondsLeft } = entry;
  const { protocol } = original;
  const number = protocolNumbers[protocol];
  const words = [
    (number === undefined ? 'unknown' : protocol.toLowerCase()).padEnd(8),
    `${number ?? 4}`,
    secondsLeft,
    noted.state,
    wordsOf(original, 8),
    !seenReply && '[UNREPLIED]',
    wordsOf(reply, 0),
    noted.isAssured && '[ASSURED]',
    'mark=0 use=1',
  ];
  return words.filter((word) => word !== undefined && word !== false).join(' ');
}

function wordsOf({ protocol, source, destination, ...ports }: Tuple, icmpType: number): string {
  const ends = `src=${source} dst=${destination}`;
  if (protocol === 'ICMP') return `${ends} type=${icmpType} code=0 id=${ports.sourcePort}`;
  if (!(protocol in protocolNumbers)) return ends;
  return `${ends} sport=${ports.sourcePort} dport=${ports.destinationPort}`;
}
