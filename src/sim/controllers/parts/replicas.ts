import {
  controllerOf,
  isOver,
  isTerminating,
  keyOf,
  keyOfObject,
  ownedBy,
  podsMax,
  podsMatching,
  simulatedReplicas,
} from '../../api/index.ts';
import type { Entry, LabelSelector, Obj, Pod, PodTemplate, Store } from '../../api/index.ts';
import { freeName } from '../../api/generatedName.ts';
import type { Write } from '../types.ts';
import { missingAccount, refusedCreation } from './accounts.ts';
import { adopted, podFrom } from './made.ts';

/** What a workload of interchangeable Pods asks for. */
export interface Wanted {
  readonly controller: string;
  readonly replicas: number;
  readonly selector: LabelSelector;
  readonly template: PodTemplate;
}

/** What one round has done so far: two workloads never take over the same Pod, nor choose the same name. */
export interface Round {
  readonly store: Store;
  /** Keys of Pods. */
  readonly taken: Set<string>;
  /** How many more Pods may be made. */
  room: number;
}

export function beginRound(store: Store): Round {
  return { store, taken: new Set(), room: podsMax - store.list('Pod').length };
}

/** Brings the Pods of `owner` to the number it asks for, taking over Pods without an owner that its selector chooses. */
export function keepReplicas(owner: Obj, wanted: Wanted, round: Round): readonly Write[] {
  const owned = ownedBy(round.store, 'Pod', owner).filter(isActive);
  const orphans = findOrphans(owner, wanted, round);
  const all = [...owned, ...orphans];
  const replicas = simulatedReplicas(wanted.replicas);
  const writes: Write[] = orphans
    .filter((entry) => all.indexOf(entry) < replicas)
    .map((entry) => ({ put: adopted(entry, owner) }));
  // The last made go first: what the learner wrote comes before all of them.
  for (const { object } of all.slice(replicas)) writes.push({ remove: keyOfObject(object) });
  const first = 1 + Math.max(-1, ...all.map(ordinalOf));
  const missing = Math.min(replicas - all.length, round.room);
  if (missing <= 0) return writes;
  const why = missingAccount(round.store, owner, wanted.template);
  if (why !== undefined) {
    const refusal = { controller: wanted.controller, pod: `${owner.metadata.name}-`, why };
    return [...writes, ...refusedCreation(round.store, owner, refusal)];
  }
  for (let ordinal = first; ordinal < first + missing; ordinal++)
    writes.push({ put: create(owner, wanted, ordinal, round) });
  return writes;
}

function isActive({ object }: Entry): boolean {
  return !isOver(object as Pod) && !isTerminating(object as Pod);
}

function findOrphans(owner: Obj, { selector }: Wanted, { store, taken }: Round): readonly Entry[] {
  const { namespace } = owner.metadata;
  const orphans = podsMatching(store, namespace, selector)
    .filter((pod) => !controllerOf(pod) && !taken.has(keyOfObject(pod)))
    .flatMap((pod) => store.entry('Pod', namespace, pod.metadata.name) ?? [])
    .filter(isActive);
  for (const { object } of orphans) taken.add(keyOfObject(object));
  return orphans;
}

function ordinalOf({ source }: Entry): number {
  return source.by === 'controller' ? (source.ordinal ?? 0) : -1;
}

function create(
  owner: Obj,
  { controller, template }: Wanted,
  ordinal: number,
  round: Round,
): Entry<Pod> {
  const { namespace, name: ownerName } = owner.metadata;
  const name = freeName(
    `${ownerName}-`,
    `${owner.kind}/${namespace}/${ownerName}/${ordinal}`,
    (each) => {
      return (
        round.taken.has(keyOf('Pod', namespace, each)) ||
        round.store.get('Pod', namespace, each) !== undefined
      );
    },
  );
  round.taken.add(keyOf('Pod', namespace, name));
  round.room--;
  return podFrom({ controller, owner, name, ordinal, template });
}
