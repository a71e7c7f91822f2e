import { remember } from '../../../../base/remember.ts';
import { findNamedPort, refTo, type Store } from '../../../api/index.ts';
import { familyOf, type Protocol } from '../../../net/index.ts';
import { podParties, type Peer, type PodParty } from '../../../policy/index.ts';
import { setOfMembers, type Ipset, type SetMember } from '../../ipset/index.ts';
import { setName, uniqueId } from './names.ts';
import { everything, peerSelector } from './selectors.ts';

/** A set that a rule needs, with the name that it has on every node. */
export interface NamedSet {
  readonly name: string;
  readonly set: Ipset;
}

type PodPeer = Peer & { readonly means: { readonly by: 'labels' } };

/** The addresses of the Pods that a peer means (felix/calc/rule_scanner.go, IPSetData.UniqueID). */
export function setOfPods(store: Store, peer: PodPeer): NamedSet {
  const name = setName(selectorId(peerSelector(peer.means.terms)));
  return shared(store, name, 'hash:net', () =>
    meantBy(store, peer).map((party) => ({
      address: party.address,
      because: [refTo(party.pod)],
    })),
  );
}

const portProtocols = ['TCP', 'UDP', 'SCTP'] as const;

/** The addresses, each with the port that it calls by this name, of the Pods that a peer means, or of all. */
export function setOfPorts(
  store: Store,
  peer: PodPeer | undefined,
  portName: string,
  protocol: Protocol | undefined,
): NamedSet {
  const selector = peer ? peerSelector(peer.means.terms) : everything;
  const id = [selectorId(selector), protocol?.toLowerCase() ?? 'any', portName].join(',');
  const protocols = portProtocols.filter((each) => each === (protocol ?? each));
  return shared(store, setName(uniqueId('n', id)), 'hash:ip,port', () =>
    meantBy(store, peer).flatMap((party) =>
      protocols.flatMap((each) => portOf(party, portName, each)),
    ),
  );
}

function portOf(
  { pod, address }: PodParty,
  name: string,
  protocol: Protocol,
): readonly SetMember[] {
  const found = findNamedPort(pod, name, protocol);
  if (!found) return [];
  const port = { protocol, port: found.port.containerPort };
  return [{ address, port, because: [refTo(pod, found.path)] }];
}

function meantBy(store: Store, peer: PodPeer | undefined): readonly PodParty[] {
  return podParties(store).filter(
    (party) =>
      familyOf(party.address) === 'IPv4' && (!peer || peer.miss(party, party) === undefined),
  );
}

function selectorId(selector: string): string {
  return uniqueId('s', selector);
}

/** Sets that are called the same hold the same, on whichever node. */
const setsIn = remember((_store: Store) => new Map<string, Ipset>());

function shared(
  store: Store,
  name: string,
  type: Parameters<typeof setOfMembers>[0],
  find: () => readonly SetMember[],
): NamedSet {
  const sets = setsIn(store);
  const set = sets.get(name) ?? setOfMembers(type, find);
  sets.set(name, set);
  return { name, set };
}
