import type { Ip } from '../net/index.ts';
import type { Node, Pod, Protocol, Ref } from '../api/index.ts';

/** One end of a flow, as policies see it. */
export type Party = PodParty | NodeParty | OutsideParty;

export interface PodParty {
  readonly is: 'pod';
  readonly pod: Pod;
  /** Those of the Pod's Namespace. */
  readonly namespaceLabels: Labels;
  readonly address: Ip;
}

/** A node, or a Pod in its host network: the two cannot be told apart by address. */
export interface NodeParty {
  readonly is: 'node';
  readonly node: Node;
  readonly address: Ip;
}

/** An address that belongs to nobody in the cluster. */
export interface OutsideParty {
  readonly is: 'outside';
  readonly address: Ip;
}

export type Labels = Readonly<Record<string, string>> | undefined;

/** What is asked about ports: a protocol, and the port at the destination; a ping has none. */
export interface Probe {
  readonly protocol: Protocol | 'ICMP';
  /** 1 to 65535. */
  readonly port?: number;
}

/**
 * The first packet of a connection, after DNAT: policies are about whom it really goes to. Replies belong to the connection
 * and are never asked about.
 */
export interface Flow extends Probe {
  readonly source: Party;
  readonly destination: Party;
  /** It has left its Pod, even if it comes back to it: by way of a Service it does, to the Pod's own address it does not. */
  readonly hasLeft?: true;
}

/** Into the Pod that a policy selects, or out of it. */
export type Direction = 'ingress' | 'egress';

/** What somebody who enforces policies does otherwise than the documentation of NetworkPolicy asks. */
export interface Implementation {
  /** The kinds of policies that it reads; others are stored, and nothing comes of them. */
  readonly kinds: readonly string[];
  /** The directions in which NetworkPolicies come between a Pod and the node it runs on. */
  readonly judgesOwnNode?: readonly Direction[];
}

/** In this order they are asked. */
export const tiers = ['Admin', 'NetworkPolicy', 'Baseline'] as const;
export type Tier = (typeof tiers)[number];

/** `Accept` is `Allow` in v1alpha1, and what every rule of a NetworkPolicy does. */
export type Action = 'Accept' | 'Deny' | 'Pass';

/** What becomes of a flow, and why: it has to be let out at its source and in at its destination. */
export interface Verdict {
  readonly allowed: boolean;
  readonly egress: DirectionVerdict;
  readonly ingress: DirectionVerdict;
}

export interface DirectionVerdict {
  readonly allowed: boolean;
  readonly because: Because;
  /** The policies that select the Pod and speak of this direction, in the order of their turn. */
  readonly selecting: readonly Ref[];
  /** What those said that had their turn before all was decided. */
  readonly asked: readonly Asked[];
}

export type Because =
  /** This rule decided; `peer` and `port` are the items of its lists that matched, absent where the list is and all match. */
  | { readonly why: 'rule'; readonly rule: Ref; readonly peer?: Ref; readonly port?: Ref }
  /** NetworkPolicies select the Pod, and no rule of any of them lets the flow pass. */
  | { readonly why: 'isolated'; readonly by: readonly Ref[] }
  /** No policy decided: everything may pass. */
  | { readonly why: 'no-policy' }
  /** Policies select Pods, and this end of the flow is none. */
  | { readonly why: 'not-a-pod' }
  /** A Pod can always reach itself at its own address. */
  | { readonly why: 'itself' }
  /** NetworkPolicies cannot come between a Pod and the node it runs on. */
  | { readonly why: 'own-node'; readonly node: Ref };

/** What a policy said of a flow, rule by rule, up to the one that matched. */
export interface Asked {
  readonly policy: Ref;
  readonly tier: Tier;
  readonly rules: readonly RuleFinding[];
}

export interface RuleFinding {
  readonly rule: Ref;
  readonly action: Action;
  readonly matched: boolean;
  /** The items that matched, absent when none did or the rule lists none. */
  readonly peer?: Ref;
  readonly port?: Ref;
  /** Why none of its peers matched, item by item; empty when one did. */
  readonly peerMisses: readonly Miss[];
  /** Why none of its ports matched, item by item; empty when one did. */
  readonly portMisses: readonly Miss[];
}

/** Why an item of a rule does not match; `at` is the field that says so, `of` the one it was compared with. */
export type Miss =
  /** The object has another value for a label, or (`value` absent) does not have it. */
  | { readonly why: 'label'; readonly at: Ref; readonly of: Ref; readonly value?: string }
  /** All labels are the same that one should differ in. */
  | { readonly why: 'same-labels'; readonly at: Ref; readonly of: Ref }
  /** A podSelector alone stays in the policy's own namespace. */
  | { readonly why: 'namespace'; readonly at: Ref; readonly of: Ref }
  | { readonly why: 'not-a-pod'; readonly at: Ref; readonly address: Ip }
  | { readonly why: 'not-a-node'; readonly at: Ref; readonly address: Ip }
  | { readonly why: 'out-of-range'; readonly at: Ref; readonly address: Ip }
  | { readonly why: 'excepted'; readonly at: Ref; readonly address: Ip }
  /** None of the names is known to have this address. */
  | { readonly why: 'domain'; readonly at: Ref; readonly address: Ip }
  | { readonly why: 'protocol'; readonly at: Ref; readonly protocol: string }
  | { readonly why: 'port'; readonly at: Ref; readonly port?: number }
  /** The name is that of another port of the destination. */
  | { readonly why: 'named-port'; readonly at: Ref; readonly of: Ref; readonly port?: number }
  /** The destination declares no port of this name and protocol, or is no Pod. */
  | { readonly why: 'no-named-port'; readonly at: Ref };
