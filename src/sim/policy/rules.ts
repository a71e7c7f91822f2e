import type { LabelSelector, Obj, Ref } from '../api/index.ts';
import type { Cidr, Ip } from '../net/index.ts';
import type { Action, Direction, Miss, Party, PodParty, Probe, Tier } from './types.ts';

/** A policy of any kind, read once: what all of them have in common. */
export interface Policy {
  readonly ref: Ref;
  readonly tier: Tier;
  /** Lower ones come first within a tier. */
  readonly priority: number;
  /** What it asks of the Pods that it is about. */
  readonly subject: PodTerms;
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

/** What a peer, or the subject of a policy, asks of a Pod; each part stands at a field of its own. */
export interface PodTerms {
  /** Only Pods of this namespace, and the field that means so. */
  readonly namespace?: { readonly name: string; readonly at: Ref };
  readonly namespaces?: { readonly selector: LabelSelector; readonly at: Ref };
  readonly pods?: { readonly selector: LabelSelector; readonly at: Ref };
}

export interface Peer {
  readonly at: Ref;
  /** Whom it means in the terms it was written in, for a CNI plugin that writes it down in its own. */
  readonly means: Meaning;
  /** Whether what it matches depends on the Namespace of the Pod that the policy selects. */
  readonly relative?: true;
  /** Why `other` is not among those meant, `undefined` when it is. */
  miss(other: Party, subject: PodParty): Miss | undefined;
}

export type Meaning =
  | { readonly by: 'labels'; readonly terms: PodTerms }
  /** Pods of Namespaces that are compared with that of the Pod the policy selects. */
  | { readonly by: 'tenancy' }
  | { readonly by: 'nodes'; readonly selector: LabelSelector }
  | {
      readonly by: 'networks';
      readonly networks: readonly Cidr[];
      readonly except: readonly Cidr[];
    }
  | { readonly by: 'names' };

export interface PortMatch {
  readonly at: Ref;
  /** The name of a port or a range of numbers; all ports without either, and any protocol without one. */
  readonly means: {
    readonly protocol?: string;
    readonly name?: string;
    readonly range?: { readonly first: number; readonly last: number };
  };
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
