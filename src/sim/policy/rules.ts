import type { Obj, Ref } from '../api/index.ts';
import type { Ip } from '../net/index.ts';
import type { Action, Direction, Miss, Party, PodParty, Probe, Tier } from './types.ts';

/** A policy of any kind, read once: what all of them have in common. */
export interface Policy {
  readonly ref: Ref;
  readonly tier: Tier;
  /** Lower ones come first within a tier. */
  readonly priority: number;
  /** Whether it applies to this Pod. */
  readonly selects: (pod: PodParty) => boolean;
  /** Its rules in order, absent for a direction it does not speak of. */
  readonly rules: Readonly<Partial<Record<Direction, readonly Rule[]>>>;
}

export interface Rule {
  readonly at: Ref;
  readonly action: Action;
  /** One of them has to match; with none, everybody does. */
  readonly peers: readonly Peer[];
  /** One of them has to match; with none, every protocol and port does. */
  readonly ports: readonly PortMatch[];
}

export interface Peer {
  readonly at: Ref;
  /** Whether what it matches depends on the Namespace of the Pod that the policy selects. */
  readonly relative?: true;
  /** Why `other` is not among those meant, `undefined` when it is. */
  miss(other: Party, subject: PodParty): Miss | undefined;
}

export interface PortMatch {
  readonly at: Ref;
  /** Why the probe is not meant, `undefined` when it is. Names are those of the destination's ports. */
  miss(probe: Probe, destination: Party): Miss | undefined;
}

/** Addresses known for domain names: what Pods were told when they asked. */
export type KnownNames = ReadonlyMap<string, readonly Ip[]>;

/** How one kind of policy is read. */
export interface PolicyKind {
  readonly kind: string;
  /** Group of its API; other groups have kinds of the same name. */
  readonly group: string;
  readonly read: (object: Obj, names: KnownNames) => Policy;
}
