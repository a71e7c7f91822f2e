import type { Store } from '../../sim/api/types.ts';
import type { Cluster } from '../../sim/dataplane/types.ts';
import type { Sender } from '../../sim/trace/types.ts';

/** A group of senders in the request bar. */
export interface SenderGroup {
  readonly group: 'pods' | 'systemPods' | 'nodes' | 'outside';
  readonly senders: readonly Sender[];
}

const systemNamespace = 'kube-system';

/** Everybody who can send, grouped. Pods with several containers come once for each: they share the network, not the name. */
export function sendersOf({ store, namespaces }: Cluster): readonly SenderGroup[] {
  const pods = podSenders(store);
  const isSystem = (sender: Sender) =>
    sender.kind === 'pod' && sender.namespace === systemNamespace;
  const groups: readonly SenderGroup[] = [
    { group: 'pods', senders: pods.filter((sender) => !isSystem(sender)) },
    { group: 'nodes', senders: named(namespaces.keys(), 'node') },
    { group: 'outside', senders: named(namespaces.keys(), 'host').filter(isClient) },
    { group: 'systemPods', senders: pods.filter(isSystem) },
  ];
  return groups.filter(({ senders }) => senders.length > 0);
}

function podSenders(store: Store): readonly Sender[] {
  return store.list('Pod').flatMap(({ metadata: { namespace, name }, spec }) => {
    const pod: Sender = { kind: 'pod', namespace, name };
    if (spec.containers.length < 2) return [pod];
    return spec.containers.map((container): Sender => ({ ...pod, container: container.name }));
  });
}

function named(ids: Iterable<string>, kind: 'node' | 'host'): readonly Sender[] {
  return [...ids]
    .filter((id) => id.startsWith(`${kind}:`))
    .map((id) => ({ kind, name: id.slice(kind.length + 1) }));
}

/** Of the hosts outside, routers and API servers send nothing of their own accord. */
function isClient({ name }: Sender): boolean {
  return name === 'client' || name === 'lan-client';
}

/** A sender as text: the value of an option. */
export function senderKey(sender: Sender): string {
  if (sender.kind !== 'pod') return `${sender.kind}:${sender.name}`;
  const container = sender.container === undefined ? '' : `:${sender.container}`;
  return `pod:${sender.namespace}/${sender.name}${container}`;
}

export function sameSender(one: Sender, other: Sender): boolean {
  return senderKey(one) === senderKey(other);
}

/** How a sender is called in the request bar. */
export function senderLabel(sender: Sender): string {
  if (sender.kind !== 'pod') return sender.name;
  const name = sender.namespace === 'default' ? sender.name : `${sender.namespace}/${sender.name}`;
  return sender.container === undefined ? name : `${name} · ${sender.container}`;
}

/**
 * The sender that is meant by `wanted`: itself, or where it is gone the one of the same namespace whose name begins most like
 * it. Names of a Deployment's Pods change with its template, and a choice should outlive that.
 */
export function closestSender(groups: readonly SenderGroup[], wanted: Sender): Sender | undefined {
  const senders = groups.flatMap((group) => group.senders);
  const exact = senders.find((sender) => sameSender(sender, wanted));
  if (exact) return exact;
  const best = senders
    .map((sender) => ({ sender, likeness: likeness(sender, wanted) }))
    .reduce((a, b) => (b.likeness > a.likeness ? b : a), { sender: senders[0], likeness: 0 });
  return best.sender;
}

function likeness(sender: Sender, wanted: Sender): number {
  if (sender.kind !== wanted.kind) return 0;
  const space = sender.kind === 'pod' ? sender.namespace : '';
  const wantedSpace = wanted.kind === 'pod' ? wanted.namespace : '';
  if (space !== wantedSpace) return 1;
  const words = sender.name.split('-');
  const wantedWords = wanted.name.split('-');
  const common = words.findIndex((word, index) => word !== wantedWords[index]);
  return 2 + (common < 0 ? words.length : common);
}
