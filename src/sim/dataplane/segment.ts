import { remember } from '../../base/remember.ts';
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

/** Everyone who hears a frame sent from this interface: the layer 2 domain, without the sender. */
export function audienceOf(cluster: Cluster, netns: Netns, sender: Interface): readonly Station[] {
  switch (sender.device.type) {
    case 'ethernet':
      return stationsOn(cluster, sender.device.segment).filter(
        (heard) => heard.interface !== sender,
      );
    case 'veth':
      return audienceOfVeth(cluster, sender);
    case 'bridge':
      return behindBridge(cluster, netns, sender);
    default:
      return [];
  }
}

function audienceOfVeth(cluster: Cluster, sender: Interface): readonly Station[] {
  const peer = peerOf(cluster, sender);
  if (!peer) return [];
  const bridge =
    peer.interface.master === undefined
      ? undefined
      : peer.netns.interfaces.get(peer.interface.master);
  if (!bridge) return [peer];
  return [
    { netns: peer.netns, interface: bridge },
    ...behindBridge(cluster, peer.netns, bridge),
  ].filter((heard) => heard.interface !== sender);
}

function behindBridge(cluster: Cluster, netns: Netns, bridge: Interface): readonly Station[] {
  const ports = [...netns.interfaces.values()].filter((port) => port.master === bridge.name);
  return ports.map((port) => peerOf(cluster, port)).filter((peer) => peer !== undefined);
}

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
