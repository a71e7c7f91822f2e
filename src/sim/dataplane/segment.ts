import { remember } from '../../base/remember.ts';
import type { Ip } from '../net/index.ts';
import type { Cluster, Interface, Netns, NetnsId } from './types.ts';

/** An interface together with the namespace it is in. */
export interface Station {
  readonly netns: Netns;
  readonly interface: Interface;
}

/** The network cards plugged into a segment. */
export function stationsOn(cluster: Cluster, segment: string): readonly Station[] {
  return segmentsOf(cluster).get(segment) ?? [];
}

/** The interface at the other end of a veth pair; `undefined` when its namespace is gone. */
export function peerOf(cluster: Cluster, veth: Interface): Station | undefined {
  if (veth.device.type !== 'veth') return undefined;
  return station(cluster, veth.device.peer.netns, veth.device.peer.name);
}

/** Who hears a frame sent from this interface and has this address: whoever answers when the sender asks for it by ARP. */
export function ownerOnLink(
  cluster: Cluster,
  netns: Netns,
  sender: Interface,
  address: Ip,
): Station | undefined {
  return byAddress(domainOf(cluster, netns, sender))
    .get(address)
    ?.find((heard) => heard.interface !== sender);
}

/** The layer 2 domain that an interface sends into: all that hear each other there. */
function domainOf(cluster: Cluster, netns: Netns, sender: Interface): readonly Station[] {
  switch (sender.device.type) {
    case 'ethernet':
      return stationsOn(cluster, sender.device.segment);
    case 'veth':
      return domainOfVeth(cluster, sender);
    case 'bridge':
      return domainOfBridge(cluster, netns, sender);
    default:
      return [];
  }
}

function domainOfVeth(cluster: Cluster, sender: Interface): readonly Station[] {
  const peer = peerOf(cluster, sender);
  if (!peer) return [];
  const bridge = peer.netns.interfaces.get(peer.interface.master ?? '');
  return bridge ? domainOfBridge(cluster, peer.netns, bridge) : [peer];
}

const bridgesOf = remember((_cluster: Cluster) => new Map<Interface, readonly Station[]>());

/** The bridge itself, then what its ports lead to. */
function domainOfBridge(cluster: Cluster, netns: Netns, bridge: Interface): readonly Station[] {
  const bridges = bridgesOf(cluster);
  const known = bridges.get(bridge);
  if (known) return known;
  const ports = [...netns.interfaces.values()].filter((port) => port.master === bridge.name);
  const peers = ports.map((port) => peerOf(cluster, port)).filter((peer) => peer !== undefined);
  const domain = [{ netns, interface: bridge }, ...peers];
  bridges.set(bridge, domain);
  return domain;
}

const byAddress = remember((stations: readonly Station[]): ReadonlyMap<Ip, readonly Station[]> => {
  const index = new Map<Ip, Station[]>();
  for (const each of stations)
    for (const { ip } of each.interface.addresses) index.set(ip, [...(index.get(ip) ?? []), each]);
  return index;
});

function station(cluster: Cluster, id: NetnsId, name: string): Station | undefined {
  const netns = cluster.namespaces.get(id);
  const found = netns?.interfaces.get(name);
  return netns && found ? { netns, interface: found } : undefined;
}

const segmentsOf = remember(indexSegments);

function indexSegments(cluster: Cluster): ReadonlyMap<string, readonly Station[]> {
  const index = new Map<string, Station[]>();
  for (const netns of cluster.namespaces.values()) {
    for (const card of netns.interfaces.values()) {
      if (card.device.type !== 'ethernet') continue;
      const stations = index.get(card.device.segment) ?? [];
      stations.push({ netns, interface: card });
      index.set(card.device.segment, stations);
    }
  }
  return index;
}
