import type { Deployment, Entry, Key, Store } from '../api/index.ts';
import type { ClusterSpec } from '../spec.ts';

/** A change a controller asks for. */
export type Write = { readonly put: Entry } | { readonly remove: Key };

/** What works towards a desired state: the default export of a file in this folder. */
export interface Controller {
  readonly name: string;
  /** What it does, in one sentence. */
  readonly about: string;
  /** In a round, lower numbers come first: who makes something before who uses it. */
  readonly order: number;
  /** `nodes`: no part of the control plane, each node has one of its own. */
  readonly runsOn?: 'nodes';
  /** From a change to its answer, where that is more than the usual moment. Milliseconds of virtual time. */
  readonly takesMs?: number;
  /** The kinds it looks at. It is asked again only when one of them has changed since its own last changes. */
  readonly watches: readonly string[];
  /** The changes that bring the store nearer to what is desired; none when there is nothing to do, and none right after they were made. */
  reconcile(store: Store, spec: ClusterSpec, pace?: Pace): readonly Write[];
}

/** How what takes time goes on, for who wants to see it. Without it all is done at once, for a cluster at rest. */
export interface Pace {
  /** The next step of a Deployment from the ReplicaSets of its older templates to the current one. */
  readonly rollOut: (
    owner: Deployment,
    current: Entry | undefined,
    old: readonly Entry[],
    store: Store,
  ) => Rollout;
}

/** How many replicas each ReplicaSet of a Deployment is to have next. */
export interface Rollout {
  readonly current: number;
  /** One number for each of the old ones, in their order. */
  readonly old: readonly number[];
}
