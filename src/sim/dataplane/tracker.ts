import type { Packet, Transport } from '../net/index.ts';

export type Direction = 'original' | 'reply';

/** Names of enum tcp_conntrack. A simultaneous open, SYN_SENT2, does not happen here. */
export type TcpState =
  | 'SYN_SENT'
  | 'SYN_RECV'
  | 'ESTABLISHED'
  | 'FIN_WAIT'
  | 'CLOSE_WAIT'
  | 'LAST_ACK'
  | 'TIME_WAIT'
  | 'CLOSE';

/** What the tracker of its protocol notes on a connection. Times are seconds of the kernel's clock. */
export interface Noted {
  /** TCP's; the others have none here. */
  readonly state?: TcpState;
  /** IPS_ASSURED: more than a question and an answer; such entries stay when the table is full. */
  readonly isAssured: boolean;
  readonly sinceSeconds: number;
  /** From then on the entry is forgotten, unless another packet comes before. */
  readonly untilSeconds: number;
}

/** A packet of no connection that the tracker can make sense of: conntrack calls it INVALID. */
type Invalid = 'invalid';

/** The note on a connection that begins with this packet. */
export function begin({ transport }: Packet, nowSeconds: number): Noted | Invalid {
  const sinceSeconds = nowSeconds;
  if (transport.protocol !== 'TCP') {
    if (transport.protocol === 'ICMP' && transport.type !== 'echo-request') return 'invalid';
    const untilSeconds = nowSeconds + timeoutSeconds[transport.protocol];
    return { isAssured: false, sinceSeconds, untilSeconds };
  }
  const state = after(kindOf(transport), 'original', 'NONE');
  if (state === 'ignored' || state === 'invalid') return 'invalid';
  const untilSeconds = nowSeconds + tcpTimeout(state, false);
  return { state, isAssured: false, sinceSeconds, untilSeconds };
}

/**
 * The note after a further packet. `forgotten`: nothing came back but a reset, so that the entry goes with it. `begins`: the last
 * connection of these ends is over, and the packet begins another one.
 */
export function goOn(
  { transport }: Packet,
  direction: Direction,
  { noted, seenReply }: { readonly noted: Noted; readonly seenReply: boolean },
  nowSeconds: number,
): Noted | Invalid | 'forgotten' | 'begins' {
  const { protocol } = transport;
  const { sinceSeconds } = noted;
  if (protocol === 'UDP') return goOnUdp(noted, seenReply, nowSeconds);
  if (protocol !== 'TCP' || noted.state === undefined) {
    const untilSeconds = nowSeconds + timeoutSeconds[protocol];
    return { isAssured: false, sinceSeconds, untilSeconds };
  }
  const kind = kindOf(transport);
  const before = noted.state;
  const state = after(kind, direction, before);
  if (state === 'invalid') return state;
  if (state === 'ignored') return noted;
  if (state === 'SYN_SENT' && before !== 'SYN_SENT') return 'begins';
  if (kind === 'RST' && !seenReply) return 'forgotten';
  const stands = state === 'ESTABLISHED' && (before === 'SYN_RECV' || before === 'ESTABLISHED');
  const isAssured = noted.isAssured || (seenReply && stands);
  const untilSeconds = nowSeconds + tcpTimeout(state, seenReply);
  return { state, isAssured, sinceSeconds, untilSeconds };
}

/** nf_conntrack_udp_packet: what still goes to and fro after two seconds is a stream. */
function goOnUdp(noted: Noted, seenReply: boolean, nowSeconds: number): Noted {
  const isStream = seenReply && nowSeconds > noted.sinceSeconds + 2;
  const isAssured = noted.isAssured || isStream;
  const untilSeconds = nowSeconds + (isStream ? streamTimeoutSeconds : timeoutSeconds.UDP);
  return { isAssured, sinceSeconds: noted.sinceSeconds, untilSeconds };
}

type Kind = 'SYN' | 'SYN-ACK' | 'FIN' | 'ACK' | 'RST';
type Transitions = Partial<Readonly<Record<TcpState | 'NONE', TcpState | 'ignored'>>>;

/** get_conntrack_index: what a segment is taken for. */
function kindOf(transport: Transport): Kind {
  const flags = (transport.protocol === 'TCP' && transport.flags) || [];
  if (flags.includes('RST')) return 'RST';
  if (flags.includes('SYN')) return flags.includes('ACK') ? 'SYN-ACK' : 'SYN';
  return flags.includes('FIN') ? 'FIN' : 'ACK';
}

/** The first FIN, then the one that answers it. */
const finished: Transitions = {
  SYN_RECV: 'FIN_WAIT',
  ESTABLISHED: 'FIN_WAIT',
  FIN_WAIT: 'LAST_ACK',
  CLOSE_WAIT: 'LAST_ACK',
  LAST_ACK: 'LAST_ACK',
  TIME_WAIT: 'TIME_WAIT',
  CLOSE: 'CLOSE',
};

const acknowledged: Transitions = {
  ESTABLISHED: 'ESTABLISHED',
  FIN_WAIT: 'CLOSE_WAIT',
  CLOSE_WAIT: 'CLOSE_WAIT',
  LAST_ACK: 'TIME_WAIT',
  TIME_WAIT: 'TIME_WAIT',
  CLOSE: 'CLOSE',
};

/** What segments make of states. Where nothing stands, a SYN or SYN-ACK comes again, late, and anything else is INVALID. */
const transitions: Readonly<Record<Direction, Partial<Readonly<Record<Kind, Transitions>>>>> = {
  original: {
    SYN: { NONE: 'SYN_SENT', SYN_SENT: 'SYN_SENT', TIME_WAIT: 'SYN_SENT', CLOSE: 'SYN_SENT' },
    FIN: finished,
    ACK: { NONE: 'ESTABLISHED', SYN_RECV: 'ESTABLISHED', ...acknowledged },
  },
  reply: {
    'SYN-ACK': { SYN_SENT: 'SYN_RECV' },
    FIN: finished,
    ACK: { SYN_SENT: 'ignored', SYN_RECV: 'SYN_RECV', ...acknowledged },
  },
};

/**
 * nf_conntrack_proto_tcp.c, tcp_conntracks: what a segment makes of a state. A connection that is met half-way is taken for an
 * established one (nf_conntrack_tcp_loose).
 */
function after(
  kind: Kind,
  direction: Direction,
  before: TcpState | 'NONE',
): TcpState | 'ignored' | Invalid {
  if (kind === 'RST') return before === 'NONE' ? 'invalid' : 'CLOSE';
  const next = transitions[direction][kind];
  return next?.[before] ?? (next && kind.startsWith('SYN') ? 'ignored' : 'invalid');
}

/**
 * Seconds that an entry lives after a packet, as Linux sets them (Documentation/networking/nf_conntrack-sysctl.rst). Of SCTP the one
 * packet each way that there is here stands for an association.
 */
const timeoutSeconds = { UDP: 30, ICMP: 30, SCTP: 210, IPIP: 600, TCP: 432_000 } as const;
const streamTimeoutSeconds = 120;
const tcpTimeoutSeconds: Readonly<Record<TcpState, number>> = {
  SYN_SENT: 120,
  SYN_RECV: 60,
  ESTABLISHED: timeoutSeconds.TCP,
  FIN_WAIT: 120,
  CLOSE_WAIT: 60,
  LAST_ACK: 30,
  TIME_WAIT: 120,
  CLOSE: 10,
};
/** nf_conntrack_tcp_timeout_unacknowledged: nobody has answered on a connection that was met half-way. */
const unacknowledgedSeconds = 300;

function tcpTimeout(state: TcpState, seenReply: boolean): number {
  return state === 'ESTABLISHED' && !seenReply ? unacknowledgedSeconds : tcpTimeoutSeconds[state];
}
