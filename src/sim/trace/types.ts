import type { HttpHeaders, Packet } from '../net/index.ts';
import type { Ref } from '../api/types.ts';
import type { NetnsId } from '../dataplane/types.ts';

/** Somewhere a packet can be. The scene gives every place a point. */
export interface Place {
  readonly netns: NetnsId;
  /**
   * `socket` where processes send and receive, `routing` where the route is chosen, `device:cni0` at an interface,
   * `hook:PREROUTING` at a netfilter hook.
   */
  readonly at: 'socket' | 'routing' | `device:${string}` | `hook:${string}`;
}

/** What a hop of each name holds. A step's own file in `steps/` adds its line by declaration merging. */
export interface Steps {}
export type StepName = keyof Steps;

/** How a hop moves on the canvas. The canvas knows these eight and no step names. */
export type Motion = 'travel' | 'rewrite' | 'match' | 'wrap' | 'unwrap' | 'ask' | 'stop' | 'arrive';

/** One thing that happened to a packet, at one place. */
export type Hop<Name extends StepName = StepName> = {
  [Each in Name]: HopFacts & { readonly step: Each } & Steps[Each];
}[Name];

export interface HopFacts {
  readonly place: Place;
  /** The packet as it came, tunnels included. */
  readonly before: Packet;
  /** The packet as it goes on; the same object as `before` when nothing changed. */
  readonly after: Packet;
  /** The objects and fields that made this happen, the most telling first. */
  readonly because: readonly Ref[];
}

/**
 * What a leg is for. Acknowledgements go with the next segment of their side and have no legs of their own: that of the handshake goes with
 * the request, that of the first FIN with the second. Only the last one has nothing to go with.
 */
export type Purpose =
  | 'dns-query'
  | 'dns-answer'
  | 'connect'
  | 'accept'
  | 'request'
  | 'response'
  | 'active-close'
  | 'passive-close'
  | 'last-ack'
  | 'datagram'
  | 'reset'
  | 'icmp-error';

/** One packet's way from the socket that sent it to where it ended. */
export interface Leg {
  readonly purpose: Purpose;
  readonly hops: readonly Hop[];
  /** The proxy on whose own connection this is; absent for what belongs to the one who asked first. */
  readonly proxy?: NetnsId;
  /** How it ended: in a socket, or at a hop that stopped it. */
  readonly end: 'arrived' | 'stopped';
}

export type Result =
  | 'delivered'
  /** An answer came, and it says that something went wrong: a status of 400 or more. */
  | 'http-error'
  /** Something answered, and not in TLS as the sender had. */
  | 'no-tls'
  /** The certificate that the server has shown is not for the name that was asked for. */
  | 'wrong-certificate'
  | 'refused'
  | 'reset'
  | 'timed-out'
  | 'unreachable'
  | 'unresolved';

/** Why a request did not arrive. */
export type FailureReason =
  | 'no-endpoints'
  | 'no-local-endpoints'
  | 'nothing-listens'
  | 'stray-answer'
  | 'unknown-connection'
  | 'name-not-found'
  | 'name-without-record'
  | 'no-resolver'
  | 'server-failed'
  | 'no-route'
  | 'dead-route'
  | 'no-neighbor'
  | 'too-big'
  | 'hop-limit'
  | 'policy-denied'
  | 'dropped-by-rule'
  | 'dropped-by-program'
  | 'rejected-by-rule'
  | 'invalid-state'
  | 'no-answer'
  | 'unknown-sender'
  | 'bad-target';

/** Why a packet went no further; other requests fail without losing one. */
export type StopReason = Exclude<
  FailureReason,
  | 'name-not-found'
  | 'name-without-record'
  | 'server-failed'
  | 'no-resolver'
  | 'unknown-sender'
  | 'bad-target'
>;

/** How the whole request ended, for the one who sent it. */
export interface Outcome {
  readonly result: Result;
  readonly reason?: FailureReason;
  /** The hop that decided it: number of the leg and of the hop in it. */
  readonly at?: { readonly leg: number; readonly hop: number };
  readonly because: readonly Ref[];
  /** Of an answer over HTTP. */
  readonly status?: number;
  /** What the sender was waiting for when nothing came back at all: the address of a name, or an answer to its SYN, to what it asked, or to a datagram. */
  readonly waitedFor?: 'name' | 'connection' | 'answer' | 'datagram';
  /** How long the resolver library waited for all name servers together, where none of them could tell: 0 when all said at once that they cannot. */
  readonly lookupSeconds?: number;
  /** Who answered, when somebody did: a Pod's, node's or host's namespace. */
  readonly answeredBy?: NetnsId;
  /** What the sender's `curl` (or lookup) would say, in English as the program prints it. */
  readonly says: string;
}

/** Who sends. */
export type Sender =
  | {
      readonly kind: 'pod';
      readonly namespace: string;
      readonly name: string;
      readonly container?: string;
    }
  | { readonly kind: 'node'; readonly name: string }
  | { readonly kind: 'host'; readonly name: string };

/** What the learner asks for: from whom, and to where, as a URL (`http://web:80/`, `tcp://10.244.1.2:6379`, `udp://…`, `dns://web`, `dns://web?type=SRV`). */
export interface Request {
  readonly from: Sender;
  readonly to: string;
  /** 0 for the first try; each further try rolls the dice anew. */
  readonly attempt: number;
  /** Over HTTP: headers to send besides the usual ones, or in their place (`Host`). */
  readonly headers?: HttpHeaders;
  /** Goes on over the connection to the same place that was left open, over UDP from that socket, if there is one; otherwise a new one is opened. */
  readonly reuse?: true;
  /** Leaves the connection, or UDP socket, open for later requests; otherwise it is closed after the answer. */
  readonly keepAlive?: true;
}

/** What becomes of connections before and after a request. */
export type Keeping = Pick<Request, 'reuse' | 'keepAlive'>;

/** All that happened because of one request. */
export interface Trace {
  readonly request: Request;
  readonly legs: readonly Leg[];
  readonly outcome: Outcome;
}

/** What a step's file says about its hops: the default export of a file in `steps/`. */
export interface StepDefinition<Name extends StepName = StepName> {
  readonly name: Name;
  readonly motion: (hop: Hop<Name>) => Motion;
}
