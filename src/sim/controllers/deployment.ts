import type { Deployment, Entry, PodTemplate, ReplicaSet, Store } from '../api/index.ts';
import { controllerOf, matchesSelector, ownedBy, refTo } from '../api/index.ts';
import { adopted, controlledBy, templateHash } from './parts/made.ts';
import type { Controller, Pace, Write } from './types.ts';

const hashLabel = 'pod-template-hash';

const deployment: Controller = {
  name: 'deployment-controller',
  about:
    'Keeps one ReplicaSet per Deployment for its current template, and moves the replicas there step by step.',
  order: 20,
  watches: ['Deployment', 'ReplicaSet', 'Pod'],
  reconcile: (store, _spec, pace) =>
    store.list('Deployment').flatMap((each) => reconcileOne(each, store, pace)),
};

function reconcileOne(owner: Deployment, store: Store, pace: Pace | undefined): readonly Write[] {
  const owned = ownedBy(store, 'ReplicaSet', owner);
  const orphans = findOrphans(owner, store).map((entry) => adopted(entry, owner));
  const all = [...owned, ...orphans];
  const hash = templateHash(owner.spec.template);
  const current = all.find(
    ({ object }) => templateHash(plain((object as ReplicaSet).spec.template)) === hash,
  );
  const old = all.filter((entry) => entry !== current);
  const { replicas } = owner.spec;
  const step = pace?.rollOut(owner, current, old, store) ?? { current: replicas, old: [] };
  const wanted = (entry: Entry): number =>
    entry === current ? step.current : (step.old[old.indexOf(entry)] ?? 0);
  const writes = all
    .map((entry) => ({ put: scaled(entry as Entry<ReplicaSet>, wanted(entry)) }))
    .filter(({ put }) => !owned.includes(put));
  return current ? writes : [...writes, { put: create(owner, hash, step.current, store) }];
}

function findOrphans(owner: Deployment, store: Store): readonly Entry[] {
  const { namespace } = owner.metadata;
  return store
    .listIn('ReplicaSet', namespace)
    .filter(
      (each) => !controllerOf(each) && matchesSelector(owner.spec.selector, each.metadata.labels),
    )
    .flatMap((each) => store.entry('ReplicaSet', namespace, each.metadata.name) ?? []);
}

function scaled(entry: Entry<ReplicaSet>, replicas: number): Entry<ReplicaSet> {
  const { object } = entry;
  return object.spec.replicas === replicas
    ? entry
    : { ...entry, object: { ...object, spec: { ...object.spec, replicas } } };
}

const plainTemplates = new WeakMap<PodTemplate, PodTemplate>();

/** A ReplicaSet's template without the label its Deployment added. */
function plain(template: PodTemplate): PodTemplate {
  const known = plainTemplates.get(template);
  if (known) return known;
  const { [hashLabel]: _, ...labels } = template.metadata?.labels ?? {};
  const without = { ...template, metadata: { ...template.metadata, labels } };
  plainTemplates.set(template, without);
  return without;
}

function create(
  owner: Deployment,
  hash: string,
  replicas: number,
  store: Store,
): Entry<ReplicaSet> {
  const { namespace } = owner.metadata;
  let unique = hash;
  // As collisionCount: somebody else's ReplicaSet has that name.
  while (store.get('ReplicaSet', namespace, `${owner.metadata.name}-${unique}`)) unique += 'b';
  const { template, selector } = owner.spec;
  const labels = { ...template.metadata?.labels, [hashLabel]: unique };
  const object: ReplicaSet = {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${owner.metadata.name}-${unique}`,
      namespace,
      labels,
      ownerReferences: [controlledBy(owner)],
    },
    spec: {
      replicas,
      selector: { ...selector, matchLabels: { ...selector.matchLabels, [hashLabel]: unique } },
      template: { ...template, metadata: { ...template.metadata, labels } },
    },
  };
  return {
    object,
    source: {
      by: 'controller',
      controller: deployment.name,
      owner: refTo(owner),
      fields: [
        { at: 'metadata.labels', from: 'spec.template.metadata.labels' },
        { at: 'spec', from: 'spec' },
      ],
    },
  };
}

export default deployment;
