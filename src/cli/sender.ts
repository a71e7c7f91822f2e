import { keyOf, ownedBy, type Obj, type Store } from '../sim/api/index.ts';
import { namespaceOf, type Cluster } from '../sim/dataplane/index.ts';
import type { Sender } from '../sim/trace/index.ts';
import { findKind } from './kindName.ts';
import { UsageError } from './types.ts';

/** A ReplicaSet lies between a Deployment and its Pods; nothing is deeper. */
const ownersMax = 3;

/**
 * Who `--from` means: `pod/NAME`, `pod/NAMESPACE/NAME`, the first Pod of a workload (`deploy/NAME`, `sts/NAME` …), `node/NAME`, or the name of
 * a host outside (`client`, `lan-client`). Throws a {@link UsageError} when there is no such sender.
 */
export function readSender(text: string, cluster: Cluster): Sender {
  const sender = findSender(text, cluster);
  if (sender && namespaceOf(cluster, sender)) return sender;
  throw new UsageError(`--from ${text}: there is no such sender. ${describeSenders(cluster)}`);
}

function findSender(text: string, cluster: Cluster): Sender | undefined {
  const parts = text.split('/');
  const [word = '', ...names] = parts;
  if (names.length === 0) return { kind: 'host', name: word };
  if (word === 'node' && names.length === 1) return { kind: 'node', name: names[0] ?? '' };
  const namespace = names.length > 1 ? (names[0] ?? '') : 'default';
  const kind = findKind(word)?.kind;
  const object =
    kind && names.length <= 2
      ? cluster.store.entry(kind, namespace, names.at(-1) ?? '')?.object
      : undefined;
  const pod = object && firstPod(cluster.store, object, ownersMax);
  return pod && { kind: 'pod', namespace, name: pod.metadata.name };
}

/** The object itself when it is a Pod, else the first Pod it or what it owns has made. */
function firstPod(store: Store, object: Obj, depth: number): Obj | undefined {
  if (object.kind === 'Pod') return object;
  if (depth === 0) return undefined;
  for (const kind of ['Pod', 'ReplicaSet']) {
    for (const { object: owned } of ownedBy(store, kind, object)) {
      const pod = firstPod(store, owned, depth - 1);
      if (pod) return pod;
    }
  }
  return undefined;
}

const listedMax = 12;

function describeSenders({ store, namespaces }: Cluster): string {
  const pods = store
    .list('Pod')
    .map(({ metadata }) => keyOf('pod', metadata.namespace, metadata.name));
  const others = [...namespaces.keys()].filter((id) => !id.startsWith('pod:'));
  const senders = [...pods, ...others.map((id) => id.replace(/^host:/, '').replace(':', '/'))];
  const more = senders.length > listedMax ? ' …' : '';
  return `There are ${senders.slice(0, listedMax).join(', ')}${more}.`;
}
