import {
  controllerOf,
  isReady,
  keyOfObject,
  matchesSelector,
  ownedBy,
  simulatedReplicas,
} from '../api/index.ts';
import type { Entry, Pod, StatefulSet, Store } from '../api/index.ts';
import { adopted, podFrom, templateHash } from './parts/made.ts';
import { canBecomeReady } from './parts/readiness.ts';
import type { Controller, Write } from './types.ts';

const statefulSet: Controller = {
  name: 'statefulset-controller',
  about:
    'Keeps the numbered Pods of each StatefulSet, the next one only when those before it are ready.',
  order: 40,
  watches: ['StatefulSet', 'Pod'],
  reconcile: (store) => store.list('StatefulSet').flatMap((each) => reconcileOne(each, store)),
};

function reconcileOne(owner: StatefulSet, store: Store): readonly Write[] {
  const start = owner.spec.ordinals?.start ?? 0;
  const writes: Write[] = [];
  const wanted = new Set<string>();
  for (let number = start; number < start + simulatedReplicas(owner.spec.replicas); number++) {
    const name = `${owner.metadata.name}-${number}`;
    wanted.add(name);
    const entry = store.entry('Pod', owner.metadata.namespace, name);
    if (!entry) writes.push({ put: create(owner, name, number) });
    else if (isOrphan(entry, owner)) writes.push({ put: adopted(entry, owner) });
    if (waitsFor(entry, owner)) break;
  }
  for (const { object } of ownedBy(store, 'Pod', owner))
    if (!wanted.has(object.metadata.name)) writes.push({ remove: keyOfObject(object) });
  return writes;
}

/** Whether the Pods after this one are not made yet. Where every Pod will be ready, all are made at once. */
function waitsFor(entry: Entry | undefined, { spec }: StatefulSet): boolean {
  if (spec.podManagementPolicy === 'Parallel') return false;
  const pod = entry?.object as Pod | undefined;
  const untouched = pod === undefined || (pod.status?.conditions ?? []).length === 0;
  return untouched
    ? !canBecomeReady(spec.template.metadata?.annotations, spec.template.spec)
    : !isReady(pod);
}

function isOrphan({ object }: Entry, owner: StatefulSet): boolean {
  return !controllerOf(object) && matchesSelector(owner.spec.selector, object.metadata.labels);
}

function create(owner: StatefulSet, name: string, ordinal: number): Entry<Pod> {
  const { template, serviceName } = owner.spec;
  return podFrom({
    controller: statefulSet.name,
    owner,
    name,
    ordinal,
    template,
    labels: {
      'apps.kubernetes.io/pod-index': String(ordinal),
      'controller-revision-hash': `${owner.metadata.name}-${templateHash(template)}`,
      'statefulset.kubernetes.io/pod-name': name,
    },
    spec: { hostname: name, ...(serviceName !== undefined && { subdomain: serviceName }) },
  });
}

export default statefulSet;
