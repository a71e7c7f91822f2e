import type { Entry, Obj, PodTemplate, Store } from '../../api/index.ts';
import type { Write } from '../types.ts';
import { report } from './events.ts';

/** Every namespace has this one. */
const defaultAccount = 'default';

/**
 * Why the server refuses to make Pods from a template: their service account does not exist. What the cluster brings with
 * it, and what was read out of a running one, has all it needs. As plugin/pkg/admission/serviceaccount.
 */
export function missingAccount(
  store: Store,
  owner: Obj,
  template: PodTemplate,
): string | undefined {
  const { namespace } = owner.metadata;
  const name = template.spec.serviceAccountName ?? defaultAccount;
  if (name === defaultAccount || store.get('ServiceAccount', namespace, name)) return undefined;
  if (isGiven(store, owner, ownersMax)) return undefined;
  return `error looking up service account ${namespace}/${name}: serviceaccount "${name}" not found`;
}

/** How many owners of owners are looked at. */
const ownersMax = 4;

function isGiven(store: Store, { kind, metadata }: Obj, steps: number): boolean {
  const source = store.entry(kind, metadata.namespace, metadata.name)?.source;
  if (metadata.uid !== undefined || source?.by === 'cluster') return true;
  if (source?.by !== 'controller' || !source.owner || steps === 0) return false;
  const owner = store.entry(source.owner.kind, source.owner.namespace, source.owner.name);
  return owner ? isGiven(store, owner.object, steps - 1) : false;
}

/** A Pod that the server refuses to make. */
export interface Refusal {
  readonly controller: string;
  /** Its name, or what its name begins with where the server chooses the rest. */
  readonly pod: string;
  readonly why: string;
}

/** The server's answer. */
export function forbidden({ pod, why }: Refusal): string {
  return `pods "${pod}" is forbidden: ${why}`;
}

/** The owner with the condition that says the same; nothing when it says so already. */
function withFailure(entry: Entry, refusal: Refusal): readonly Write[] {
  const { object } = entry;
  const status = (object.status ?? {}) as { readonly conditions?: readonly { type: string }[] };
  if (status.conditions?.some(({ type }) => type === 'ReplicaFailure')) return [];
  const condition = {
    type: 'ReplicaFailure',
    status: 'True',
    reason: failedCreate,
    message: forbidden(refusal),
  };
  const conditions = [...(status.conditions ?? []), condition];
  return [{ put: { ...entry, object: { ...object, status: { ...status, conditions } } } }];
}

const failedCreate = 'FailedCreate';

/** All that is written of a workload whose Pods the server refuses. `message` is as in pkg/controller/controller_utils.go. */
export function refusedCreation(
  store: Store,
  owner: Obj,
  refusal: Refusal,
  message = `Error creating: ${forbidden(refusal)}`,
): readonly Write[] {
  const entry = store.entry(owner.kind, owner.metadata.namespace, owner.metadata.name);
  const counts = ['ReplicaSet', 'ReplicationController'].includes(owner.kind);
  return [
    ...report(store, owner, { component: refusal.controller, reason: failedCreate, message }),
    ...(entry && counts ? withFailure(entry, refusal) : []),
  ];
}
