import type { Ip, Packet } from '../../net/index.ts';
import type { DeviceDefinition } from '../driver.ts';
import { receiveFromTunnel, sendThroughTunnel } from './parts/tunnel.ts';

declare module '../types.ts' {
  interface Devices {
    /** RFC 2003, without a fixed far end: the next hop of the route is the node at the other end. */
    ipip: { readonly local: Ip };
  }
}

const tunnel = 'IPIP';
/** One more IPv4 header. */
const overheadBytes = 20;

/** net/ipv4/ipip.c. The outer header has a TTL of its own, as that of a device made with `ttl 64`. */
const ipip: DeviceDefinition<'ipip'> = {
  type: 'ipip',
  noArp: true,
  transmit(kernel, from, skb, { next }) {
    const { device, because } = from.interface;
    const outer: Packet = {
      source: device.local,
      destination: next?.neighbor ?? skb.packet.destination,
      ttl: 64,
      transport: { protocol: 'IPIP' },
      payload: { carries: 'packet', packet: skb.packet },
    };
    return sendThroughTunnel(kernel, from, skb, outer, { tunnel, overheadBytes }, because);
  },
  farEnds: () => [],
  tunnel: {
    carries: ({ device: { local } }, { destination, transport }) =>
      transport.protocol === 'IPIP' && destination === local,
    receive: (kernel, at, outer) => receiveFromTunnel(kernel, at, outer, { tunnel }),
  },
};
export default ipip;
