import type { Random } from '../../base/random.ts';
import type { Pod } from '../api/kinds/types.ts';
import type { Store } from '../api/types.ts';
import type { Listener } from '../dataplane/types.ts';
import type { Surroundings } from '../dns/index.ts';
import type { Decision } from '../http/types.ts';
import type { HttpRequest, HttpResponse, Ip, Packet, Payload } from '../net/index.ts';
import type { ClusterSpec } from '../spec.ts';

/** What a process that got a packet may look at. */
export interface Serving {
  readonly spec: ClusterSpec;
  readonly store: Store;
  /** What a person calls the Pod or host that serves. */
  readonly name: string;
  /** The socket that the connection came to. */
  readonly listener: Listener;
  readonly random: Random;
  /** The Pod whose container it is. */
  readonly pod?: Pod;
  /** What /etc/resolv.conf names there. */
  readonly nameservers: readonly Ip[];
  /** How it asks name servers, and what it remembers of their answers; without it, it can do neither. */
  readonly resolving?: Pick<Surroundings, 'ask' | 'cache'>;
}

/** How a kind of server answers: the default export of a file in `process/servers/`. */
export interface Server {
  readonly name: string;
  /** The answer to a packet, or `undefined` when it stays silent. A proxy says whom it asks before it answers. */
  serve(packet: Packet, serving: Serving): Payload | Relay | undefined;
}

/** What a proxy makes of a request, and why. */
export interface Relay {
  /** What people call the proxy. */
  readonly proxy: string;
  readonly decision: Decision;
  /** Whom it asks, or what it answers by itself. */
  readonly next: Asking | HttpResponse;
}

/** A proxy's own request, over a connection of its own. */
export interface Asking {
  /** Who is asked, one after the other until somebody takes the connection: an address or a name, and a port. */
  readonly upstreams: readonly Upstream[];
  readonly request: HttpRequest;
  /** What the proxy answers when it hears this. */
  answered(response: HttpResponse): HttpResponse;
  /** What it answers when nobody takes the connection, or the answer does not come. */
  failed(result: 'refused' | 'reset' | 'timed-out' | 'unreachable' | 'unresolved'): HttpResponse;
}

export interface Upstream {
  readonly host: string;
  readonly port: number;
}
