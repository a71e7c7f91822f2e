import { keyOfObject, ownedBy } from '../api/index.ts';
import type {
  DaemonSet,
  Entry,
  Node,
  NodeSelectorTerm,
  Pod,
  PodSpec,
  Store,
  Toleration,
} from '../api/index.ts';
import { freeName } from '../api/generatedName.ts';
import { missingAccount, refusedCreation } from './parts/accounts.ts';
import { podFrom, templateHash } from './parts/made.ts';
import { compareNodes, matchesPlacement, toleratesNode } from './parts/placement.ts';
import type { Controller, Write } from './types.ts';

const daemonSet: Controller = {
  name: 'daemonset-controller',
  about: 'Keeps one Pod of each DaemonSet on every Node that will have it.',
  order: 50,
  watches: ['DaemonSet', 'Node', 'Pod', 'ServiceAccount'],
  reconcile: (store) => {
    const taken = new Set<string>();
    return store.list('DaemonSet').flatMap((each) => reconcileOne(each, store, taken));
  },
};

function reconcileOne(owner: DaemonSet, store: Store, taken: Set<string>): readonly Write[] {
  const byNode = new Map<string, Entry>();
  const writes: Write[] = [];
  const nodes = store.list('Node').filter((node) => wants(owner, node));
  const names = new Set(nodes.map((node) => node.metadata.name));
  for (const entry of ownedBy(store, 'Pod', owner)) {
    const node = nodeOf((entry.object as Pod).spec) ?? '';
    if (!names.has(node) || byNode.has(node)) writes.push({ remove: keyOfObject(entry.object) });
    else byNode.set(node, entry);
  }
  const missing = [...nodes.sort(compareNodes).entries()].filter(
    ([, node]) => !byNode.has(node.metadata.name),
  );
  const why = missingAccount(store, owner, owner.spec.template);
  if (why !== undefined && missing.length > 0) {
    const refusal = { controller: daemonSet.name, pod: `${owner.metadata.name}-`, why };
    return [...writes, ...refusedCreation(store, owner, refusal)];
  }
  for (const [ordinal, node] of missing)
    writes.push({ put: create(owner, node, ordinal, store, taken) });
  return writes;
}

/** Its Pods bear nearly every state of a node: AddOrUpdateDaemonPodTolerations. */
const tolerated = [
  'not-ready',
  'unreachable',
  'disk-pressure',
  'memory-pressure',
  'pid-pressure',
  'unschedulable',
].map((state, index): Toleration => ({
  key: `node.kubernetes.io/${state}`,
  operator: 'Exists',
  effect: index < 2 ? 'NoExecute' : 'NoSchedule',
}));

function wants(owner: DaemonSet, node: Node): boolean {
  const { spec } = owner.spec.template;
  return (
    matchesPlacement(spec, node) && toleratesNode([...(spec.tolerations ?? []), ...tolerated], node)
  );
}

/** The node a Pod is bound to, or made for. */
function nodeOf(spec: PodSpec): string | undefined {
  if (spec.nodeName !== undefined) return spec.nodeName;
  const terms =
    spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution
      ?.nodeSelectorTerms ?? [];
  return terms[0]?.matchFields?.find(({ key }) => key === 'metadata.name')?.values?.[0];
}

function create(
  owner: DaemonSet,
  node: Node,
  ordinal: number,
  store: Store,
  taken: Set<string>,
): Entry<Pod> {
  const { namespace, name: ownerName } = owner.metadata;
  const name = freeName(
    `${ownerName}-`,
    `${namespace}/${ownerName}/${node.metadata.name}`,
    (each) => {
      return taken.has(`${namespace}/${each}`) || store.get('Pod', namespace, each) !== undefined;
    },
  );
  taken.add(`${namespace}/${name}`);
  const { template } = owner.spec;
  return podFrom({
    controller: daemonSet.name,
    owner,
    name,
    ordinal,
    template,
    labels: { 'controller-revision-hash': templateHash(template), 'pod-template-generation': '1' },
    spec: {
      affinity: {
        ...template.spec.affinity,
        nodeAffinity: pinned(template.spec, node.metadata.name),
      },
      tolerations: [...(template.spec.tolerations ?? []), ...tolerated],
    },
  });
}

type NodeAffinity = NonNullable<NonNullable<PodSpec['affinity']>['nodeAffinity']>;

/** The scheduler places these Pods too, but leaves it no choice: ReplaceDaemonSetPodNodeNameNodeAffinity. */
function pinned(spec: PodSpec, node: string): NodeAffinity {
  const here = [{ key: 'metadata.name', operator: 'In' as const, values: [node] }];
  const given = spec.affinity?.nodeAffinity;
  const terms: readonly NodeSelectorTerm[] = given?.requiredDuringSchedulingIgnoredDuringExecution
    ?.nodeSelectorTerms ?? [{}];
  return {
    ...given,
    requiredDuringSchedulingIgnoredDuringExecution: {
      nodeSelectorTerms: terms.map((term) => ({ ...term, matchFields: here })),
    },
  };
}

export default daemonSet;
