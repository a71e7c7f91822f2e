import type { Obj, Ref } from '../api/types.ts';
import type { Implementation, Party, Probe } from '../policy/types.ts';

import type { Sender } from '../trace/types.ts';

/** What there is to ask of a cluster. A `member` is a place in `members`. */
export interface Question {
  readonly members: readonly Member[];
  readonly destinations: readonly Destination[];
  /** How many members there are besides: only so many are asked about. */
  readonly leftOut: number;
  /** The policies that count; none where nobody enforces any. */
  readonly policies: readonly Obj[];
  /** Whose reading of them; absent for the documentation's. */
  readonly implementation?: Implementation;
}

/** Who enforces policies: an implementation in its own way, somebody as they are documented, or nobody. */
export type Enforcement = Implementation | 'as-written' | 'nobody';

/** The part of a question that the answers follow from. Plain data, and small: it is sent to another thread. */
export interface Essence {
  readonly members: readonly Owned[];
  readonly destinations: readonly Pick<Destination, 'member' | 'probe' | 'listens' | 'isRouted'>[];
  readonly policies: readonly Obj[];
  readonly implementation?: Implementation;
}

export type Owned = Pick<Member, 'party' | 'owner'>;

/** A Pod with a network namespace of its own, a node, or a host outside. */
export interface Member {
  readonly party: Party;
  readonly sender: Sender;
  /** Whether it sends of its own accord: an API server only answers. */
  readonly sends: boolean;
  readonly owner: Owner;
  /** Who it is, as its owner's other members are not: its name. */
  readonly name: string;
}

/** Whom members belong to: a workload, or the member itself where nothing controls it. Those of one owner stand together. */
export interface Owner {
  readonly group: 'pods' | 'nodes' | 'outside';
  /** `''` for nodes and hosts. */
  readonly namespace: string;
  readonly kind: string;
  readonly name: string;
}

/** A port of a member that one can ask for; of a member without any, a ping. */
export interface Destination {
  readonly member: number;
  readonly probe: Probe;
  /** What one would type to reach it. */
  readonly url: string;
  /** Whether somebody listens there, or answers pings. */
  readonly listens: boolean;
  /** What says that there is such a port. */
  readonly because: readonly Ref[];
  /** Ports of Services that lead here, in order of name. */
  readonly services: readonly ServiceWay[];
  /** Whether hosts outside know a way to this address. */
  readonly isRouted: boolean;
}

export interface ServiceWay {
  readonly namespace: string;
  readonly name: string;
  readonly port: number;
}

/**
 * What becomes of a packet: `allowed` (and somebody answers), `denied` by policies, `silent` (it may pass, and nobody listens),
 * `unrouted` (there is no way to the address). `mixed`: not the same for all pairs that a cell stands for.
 */
export const answers = ['allowed', 'denied', 'silent', 'unrouted', 'mixed'] as const;
export type Answer = (typeof answers)[number];

/** Who reaches whom: for each member that sends, the place in {@link answers} of the answer to each destination. Plain data. */
export interface Matrix {
  readonly rows: readonly Uint8Array[];
  /** Members of one owner with the same number are answered alike everywhere outside of their owner and the nodes. */
  readonly alikeAsSource: readonly number[];
  /** The same of destinations: of one owner and port, with the same number, they answer everybody else alike. */
  readonly alikeAsDestination: readonly number[];
}

export type { Probe };
