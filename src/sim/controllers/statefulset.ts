import { textOf } from '../api/schema.ts';
import {
  controllerOf,
  isReady,
  keyOfObject,
  matchesSelector,
  ownedBy,
  refTo,
  simulatedReplicas,
} from '../api/index.ts';
import { admitPodSpec } from '../api/podspec/admission.ts';
import type { Claim, Entry, PersistentVolumeClaim, Pod, StatefulSet, Store } from '../api/index.ts';
import { forbidden, missingAccount, refusedCreation } from './parts/accounts.ts';
import { adopted, podFrom, templateHash } from './parts/made.ts';
import { canBecomeReady } from './parts/readiness.ts';
import type { Controller, Write } from './types.ts';

const statefulSet: Controller = {
  name: 'statefulset-controller',
  about:
    'Keeps the numbered Pods of each StatefulSet, the next one only when those before it are ready.',
  order: 40,
  watches: ['StatefulSet', 'Pod', 'ServiceAccount'],
  reconcile: (store) => store.list('StatefulSet').flatMap((each) => reconcileOne(each, store)),
};

function reconcileOne(owner: StatefulSet, store: Store): readonly Write[] {
  const start = owner.spec.ordinals?.start ?? 0;
  const writes: Write[] = [];
  const why = missingAccount(store, owner, owner.spec.template);
  const wanted = new Set<string>();
  for (let number = start; number < start + simulatedReplicas(owner.spec.replicas); number++) {
    const name = `${owner.metadata.name}-${number}`;
    wanted.add(name);
    const entry = store.entry('Pod', owner.metadata.namespace, name);
    if (!entry && why !== undefined)
      return [...writes, ...missingClaims(owner, name, store), ...refused(owner, name, why, store)];
    if (!entry)
      writes.push({ put: create(owner, name, number) }, ...missingClaims(owner, name, store));
    else if (isOrphan(entry, owner)) writes.push({ put: adopted(entry, owner) });
    if (waitsFor(entry, owner)) break;
  }
  for (const { object } of ownedBy(store, 'Pod', owner))
    if (!wanted.has(object.metadata.name)) writes.push({ remove: keyOfObject(object) });
  return writes;
}

/** As recordPodEvent of pkg/controller/statefulset: the first Pod that cannot be made keeps the others from being tried. */
function refused(owner: StatefulSet, pod: string, why: string, store: Store): readonly Write[] {
  const refusal = { controller: statefulSet.name, pod, why };
  const message = `create Pod ${pod} in StatefulSet ${owner.metadata.name} failed error: ${forbidden(refusal)}`;
  return refusedCreation(store, owner, refusal, message);
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

/** The claim of a Pod is named after both, so that the Pod finds it again: getPersistentVolumeClaimName. */
function claimName(claim: Claim, pod: string): string {
  return `${claim.metadata?.name ?? ''}-${pod}`;
}

function claimVolumes({ spec }: StatefulSet, pod: string): Partial<Pod['spec']> {
  const claims = spec.volumeClaimTemplates ?? [];
  if (claims.length === 0) return {};
  const names = claims.map(({ metadata }) => metadata?.name ?? '');
  const others = (admitPodSpec(spec.template.spec).volumes ?? []).filter(
    ({ name }) => !names.includes(textOf(name)),
  );
  const volumes = claims.map((claim, index) => ({
    name: names[index] ?? '',
    persistentVolumeClaim: { claimName: claimName(claim, pod) },
  }));
  return { volumes: [...volumes, ...others] };
}

function missingClaims(owner: StatefulSet, pod: string, store: Store): readonly Write[] {
  const { namespace } = owner.metadata;
  return (owner.spec.volumeClaimTemplates ?? []).flatMap((claim): readonly Write[] => {
    const name = claimName(claim, pod);
    if (store.get('PersistentVolumeClaim', namespace, name)) return [];
    const object: PersistentVolumeClaim = {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: {
        name,
        namespace,
        labels: { ...claim.metadata?.labels, ...owner.spec.selector.matchLabels },
      },
      ...(claim.spec && { spec: claim.spec }),
      status: { phase: 'Pending' },
    };
    const source = {
      by: 'controller',
      controller: statefulSet.name,
      owner: refTo(owner, 'spec.volumeClaimTemplates'),
    } as const;
    return [{ put: { object, source } }];
  });
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
    spec: {
      hostname: name,
      ...((serviceName ?? '') !== '' && { subdomain: serviceName }),
      ...claimVolumes(owner, name),
    },
  });
}

export default statefulSet;
