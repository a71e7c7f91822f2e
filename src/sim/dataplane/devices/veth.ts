import type { DeviceDefinition } from '../driver.ts';
import { stationOf, type Station } from '../station.ts';
import type { Cluster, InterfaceId } from '../types.ts';
import { sendOverLink } from './parts/link.ts';

declare module '../types.ts' {
  interface Devices {
    /** One end of a pair; the other end is `peer`. */
    veth: { readonly peer: InterfaceId };
  }
}

/** drivers/net/veth.c: what goes in at one end comes out at the other. */
const veth: DeviceDefinition<'veth'> = {
  type: 'veth',
  transmit: (kernel, from, skb, header) =>
    sendOverLink(kernel, 'veth', from, peerOf(kernel.cluster, from), skb, header),
  farEnds(cluster, from) {
    const peer = peerOf(cluster, from);
    return peer ? [peer] : [];
  },
};
export default veth;

/** The interface at the other end; `undefined` when its namespace is gone. */
function peerOf(
  { namespaces }: Cluster,
  { interface: { device } }: Station<'veth'>,
): Station | undefined {
  const netns = namespaces.get(device.peer.netns);
  return netns && stationOf(netns, device.peer.name);
}
