import type { Ref, Store } from '../api/types.ts';
import type { Write } from '../controllers/types.ts';

/** What an action of each name holds. An action's own file in `actions/` adds its line by declaration merging. */
export interface Actions {}
export type ActionName = keyof Actions;
/** Something done to a running cluster, as data. */
export type Action = {
  readonly [Name in ActionName]: { readonly action: Name } & Actions[Name];
}[ActionName];

/** An action and its time. */
export interface Act {
  /** Milliseconds of virtual time since the cluster was at rest, 0 or more. */
  readonly atMs: number;
  readonly action: Action;
}

/** How an action works: the default export of a file in `actions/`. */
export interface ActionDefinition<Name extends ActionName = ActionName> {
  readonly name: Name;
  /** The changes it makes at once; none when there is nothing (left) to do it to. All else follows from them. */
  act(action: Actions[Name], situation: Situation, atMs: number): readonly Write[];
}

/** A cluster on its way: not everybody knows yet what the API server does. */
export interface Situation {
  readonly store: Store;
  /** What each node's kube-proxy wrote its rules from: node → the store as it was then. Who is missing has seen all. */
  readonly proxied: ReadonlyMap<string, Store>;
}

/** Who changed something. */
export type Actor =
  | { readonly by: 'person'; readonly action: Action }
  | { readonly by: 'controller'; readonly name: string }
  | {
      readonly by: 'kubelet';
      readonly node: string;
      readonly did: 'start' | 'ready' | 'probe-failed' | 'unready' | 'exit' | 'stop';
    }
  | { readonly by: 'kube-proxy'; readonly node: string };

/** A change, and how the cluster stood after it, until the next one. */
export interface Moment extends Situation {
  readonly atMs: number;
  readonly actor: Actor;
  /** The objects it made, changed or took away; for kube-proxy none. */
  readonly changed: readonly Ref[];
}
