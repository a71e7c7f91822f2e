import type { Packet } from '../../net/index.ts';
import type { Hop } from '../../trace/types.ts';
import {
  printTuple,
  translatesDestination,
  translatesSource,
  tupleOf,
  type KnownEntry,
  type Tuple,
} from '../conntrack.ts';
import type { NetnsId } from '../types.ts';

/** A line of the connection table. */
export interface Connection {
  /** The same all along the connection. */
  readonly id: string;
  readonly entry: KnownEntry;
  /** What the protocol's tracker calls it, for TCP. */
  readonly state?: TcpState;
  /** TCP got as far as data: such entries stay when the table is full (IPS_ASSURED). */
  readonly isAssured: boolean;
  readonly translates: { readonly destination: boolean; readonly source: boolean };
}

/** Names of enum tcp_conntrack, as far as packets here can lead. */
export type TcpState = 'SYN_SENT' | 'SYN_RECV' | 'ESTABLISHED' | 'CLOSE';

/**
 * The connections a namespace's conntrack knows of after these hops, oldest first, when its table was empty before them. The
 * ones whose first packet is still on its way through the hooks are among them, and not `kept`.
 */
export function connectionsAfter(hops: readonly Hop[], netns: NetnsId): readonly Connection[] {
  const known = new Map<string, Connection>();
  for (const hop of hops) {
    if (hop.place.netns !== netns || !('entry' in hop) || !hop.entry) continue;
    const id = connectionId(hop.entry);
    const before = known.get(id);
    const isGone = hop.step === 'stop' ? !hop.entry.kept : before?.entry.kept && !hop.entry.kept;
    if (isGone) known.delete(id);
    else known.set(id, connectionOf(id, hop.entry, stateAfter(hop, hop.entry, before?.state)));
  }
  return [...known.values()];
}

/** Names a connection. */
export function connectionId({ original }: KnownEntry): string {
  return `${original.protocol} ${printTuple(original)}`;
}

function connectionOf(id: string, entry: KnownEntry, state: TcpState | undefined): Connection {
  return {
    id,
    entry,
    ...(state && { state }),
    isAssured: state === 'ESTABLISHED' && entry.seenReply,
    translates: { destination: translatesDestination(entry), source: translatesSource(entry) },
  };
}

/** nf_conntrack_proto_tcp.c, tcp_conntracks: conntrack looks at a packet once, where it comes into the namespace or is made. */
function stateAfter(
  hop: Hop,
  { original }: KnownEntry,
  before: TcpState | undefined,
): TcpState | undefined {
  const { transport } = hop.before;
  const isLook = 'hook' in hop && (hop.hook === 'PREROUTING' || hop.hook === 'OUTPUT');
  if (!isLook || transport.protocol !== 'TCP') return before;
  const flags = transport.flags ?? [];
  const isOriginal = isSameTuple(hop.before, original);
  if (flags.includes('RST')) return 'CLOSE';
  if (flags.includes('SYN')) {
    if (isOriginal) return before ?? 'SYN_SENT';
    return before === 'SYN_SENT' ? 'SYN_RECV' : before;
  }
  // A SYN-ACK waits for the ACK of the one who asked. A connection met half-way is taken for an established one.
  if (before === 'SYN_RECV' && !isOriginal) return before;
  return before === 'CLOSE' ? before : 'ESTABLISHED';
}

function isSameTuple(packet: Packet, tuple: Tuple): boolean {
  const own = tupleOf(packet);
  return own !== undefined && printTuple(own) === printTuple(tuple);
}

/** Numbers of /etc/protocols. */
const protocolNumbers: Readonly<Record<string, number>> = { ICMP: 1, TCP: 6, UDP: 17, SCTP: 132 };

/** Seconds an entry lives when nothing more comes: net.netfilter.nf_conntrack_tcp_timeout_… as Linux sets them. */
const tcpTimeouts: Readonly<Record<TcpState, number>> = {
  SYN_SENT: 120,
  SYN_RECV: 60,
  ESTABLISHED: 432_000,
  CLOSE: 10,
};
/** nf_conntrack_udp_timeout, nf_conntrack_icmp_timeout. */
const shortTimeout = 30;

/**
 * The line of `conntrack -L` (libnetfilter_conntrack, snprintf_default.c), with all of its time left: packets take none here.
 * Trackers of other protocols than TCP, UDP and ICMP print no state and no time.
 */
export function printConnection({ entry, state, isAssured }: Connection): string {
  const { original, reply, seenReply } = entry;
  const { protocol } = original;
  const number = protocolNumbers[protocol];
  const timeout = state ? tcpTimeouts[state] : protocol === 'SCTP' ? undefined : shortTimeout;
  const words = [
    (number === undefined ? 'unknown' : protocol.toLowerCase()).padEnd(8),
    `${number ?? 4}`,
    timeout,
    state,
    wordsOf(original, 8),
    !seenReply && '[UNREPLIED]',
    wordsOf(reply, 0),
    isAssured && '[ASSURED]',
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
