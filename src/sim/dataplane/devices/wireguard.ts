import { contains, type Cidr, type Ip, type Packet } from '../../net/index.ts';
import type { Ref } from '../../api/types.ts';
import type { DeviceDefinition } from '../driver.ts';
import type { Devices } from '../types.ts';
import { receiveFromTunnel, sendThroughTunnel } from './parts/tunnel.ts';

declare module '../types.ts' {
  interface Devices {
    /** An encrypted tunnel. A packet goes to the peer among whose allowed addresses its destination is, and comes in only from the peer among whose its source is. */
    wireguard: {
      readonly port: number;
      readonly local: Ip;
      readonly peers: readonly {
        readonly endpoint: Ip;
        readonly allowed: readonly Cidr[];
        readonly because: readonly Ref[];
      }[];
    };
  }
}

const tunnel = 'WireGuard';
/** Outer IPv4 and UDP headers, the type, receiver and counter of a data message, and the tag of the cipher. */
const overheadBytes = 60;

/** drivers/net/wireguard: cryptokey routing (wg_allowedips_lookup_dst, wg_allowedips_lookup_src). */
const wireguard: DeviceDefinition<'wireguard'> = {
  type: 'wireguard',
  noArp: true,
  transmit(kernel, from, skb) {
    const { device, because } = from.interface;
    const peer = peerWith(device, skb.packet.destination);
    if (!peer) return kernel.stop(from.netns, from.place, skb, 'no-neighbor', because);
    const outer: Packet = {
      source: device.local,
      destination: peer.endpoint,
      ttl: 64,
      transport: { protocol: 'UDP', sourcePort: device.port, destinationPort: device.port },
      payload: { carries: 'packet', packet: skb.packet },
    };
    const causes = [...peer.because, ...because];
    return sendThroughTunnel(kernel, from, skb, outer, { tunnel, overheadBytes }, causes);
  },
  farEnds: () => [],
  tunnel: {
    carries: ({ device }, { source, payload, transport }) =>
      payload?.carries === 'packet' &&
      transport.protocol === 'UDP' &&
      transport.destinationPort === device.port &&
      peerWith(device, payload.packet.source)?.endpoint === source,
    receive: (kernel, at, outer) => receiveFromTunnel(kernel, at, outer, { tunnel }),
  },
};
export default wireguard;

function peerWith(
  { peers }: Devices['wireguard'],
  address: Ip,
): Devices['wireguard']['peers'][number] | undefined {
  return peers.find(({ allowed }) => allowed.some((range) => contains(range, address)));
}
