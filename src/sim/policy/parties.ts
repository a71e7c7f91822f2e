import { remember } from '../../base/remember.ts';
import { isOver, type Node, type Pod, type Store } from '../api/index.ts';
import { readIp, type Ip } from '../net/index.ts';
import type { NodeParty, Party, PodParty } from './types.ts';

/**
 * Who has an address. A Pod in the host network is its node: implementations cannot tell its packets from those of the node,
 * the more common of the two behaviours that the documentation of NetworkPolicy names ("NetworkPolicy and hostNetwork pods").
 */
export function partyAt(store: Store, address: Ip): Party {
  return partiesByAddress(store).get(address) ?? { is: 'outside', address };
}

/** Every Pod that has an address of its own, by its first one, in the order of the store. */
export function podParties(store: Store): readonly PodParty[] {
  const parties = partiesByAddress(store);
  return store.list('Pod').flatMap((pod) => {
    const [address] = addressesOf(pod);
    const party = address === undefined ? undefined : parties.get(address);
    return party?.is === 'pod' && party.pod === pod ? [party] : [];
  });
}

const partiesByAddress = remember((store: Store): ReadonlyMap<Ip, Party> => {
  const parties = new Map<Ip, Party>();
  for (const pod of store.list('Pod')) {
    if (isOver(pod) || pod.spec.hostNetwork) continue;
    const { namespace } = pod.metadata;
    const namespaceLabels = store.get('Namespace', '', namespace)?.metadata.labels;
    for (const address of addressesOf(pod))
      parties.set(address, { is: 'pod', pod, namespaceLabels, address });
  }
  for (const node of store.list('Node'))
    for (const address of nodeAddresses(node)) parties.set(address, nodeParty(node, address));
  return parties;
});

function nodeParty(node: Node, address: Ip): NodeParty {
  return { is: 'node', node, address };
}

function addressesOf({ status }: Pod): readonly Ip[] {
  const texts = status?.podIPs?.map(({ ip }) => ip) ?? [status?.podIP ?? ''];
  return texts.flatMap((text) => readIp(text) ?? []);
}

function nodeAddresses({ status }: Node): readonly Ip[] {
  return (status?.addresses ?? [])
    .filter(({ type }) => type === 'InternalIP' || type === 'ExternalIP')
    .flatMap(({ address }) => readIp(address) ?? []);
}
