import type { Packet, Payload } from '../net/index.ts';
import type { Store } from '../api/types.ts';
import type { ClusterSpec } from '../spec.ts';

/** What a process that got a packet may look at. */
export interface Serving {
  readonly spec: ClusterSpec;
  readonly store: Store;
  /** What a person calls the Pod or host that serves. */
  readonly name: string;
}

/** How a kind of server answers: the default export of a file in `process/servers/`. */
export interface Server {
  readonly name: string;
  /** The answer to a packet, or `undefined` when it stays silent. */
  serve(packet: Packet, serving: Serving): Payload | undefined;
}
