import { refTo } from '../../api/index.ts';
import type { Entry, Obj, PodTemplate, Store } from '../../api/index.ts';
import type { Write } from '../types.ts';

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

/** The event that `kubectl describe` shows of a workload that cannot make its Pods; nothing when it is there already. */
function failedCreate(store: Store, owner: Obj, controller: string, why: string): readonly Write[] {
  const { namespace, name } = owner.metadata;
  const event: Obj & Readonly<Record<string, unknown>> = {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: `${name}.failed-create`, namespace },
    involvedObject: { apiVersion: owner.apiVersion, kind: owner.kind, namespace, name },
    reason: 'FailedCreate',
    message: `Error creating: ${forbidden(owner, why)}`,
    type: 'Warning',
    source: { component: controller },
  };
  const known = store.entry('Event', namespace, event.metadata.name);
  return known
    ? []
    : [{ put: { object: event, source: { by: 'controller', controller, owner: refTo(owner) } } }];
}

function forbidden(owner: Obj, why: string): string {
  return `pods "${owner.metadata.name}-" is forbidden: ${why}`;
}

/** The owner with the condition that says the same; nothing when it says so already. */
function withFailure(entry: Entry, why: string): readonly Write[] {
  const { object } = entry;
  const status = (object.status ?? {}) as { readonly conditions?: readonly { type: string }[] };
  if (status.conditions?.some(({ type }) => type === 'ReplicaFailure')) return [];
  const condition = {
    type: 'ReplicaFailure',
    status: 'True',
    reason: 'FailedCreate',
    message: forbidden(object, why),
  };
  const conditions = [...(status.conditions ?? []), condition];
  return [{ put: { ...entry, object: { ...object, status: { ...status, conditions } } } }];
}

/** All that is written of a workload whose Pods the server refuses. */
export function refusedCreation(
  store: Store,
  owner: Obj,
  controller: string,
  why: string,
): readonly Write[] {
  const entry = store.entry(owner.kind, owner.metadata.namespace, owner.metadata.name);
  const counts = ['ReplicaSet', 'ReplicationController'].includes(owner.kind);
  return [
    ...failedCreate(store, owner, controller, why),
    ...(entry && counts ? withFailure(entry, why) : []),
  ];
}
