import { assert } from '../../../base/assert.ts';
import { hash32 } from '../../../base/random.ts';
import { hasPorts, type Ip, type Packet } from '../../net/index.ts';
import type { Ref } from '../../api/types.ts';
import type { DeviceDefinition } from '../driver.ts';
import type { InterfaceId } from '../types.ts';
import { stationOf } from '../station.ts';
import { receiveFromTunnel, sendThroughTunnel } from './parts/tunnel.ts';

declare module '../types.ts' {
  interface Devices {
    /**
     * RFC 7348. `remotes` is the device's FDB: hardware address → address of the node behind which it lives. Without a `vni`
     * the device takes packets of every network, and the FDB, or whoever hands it the packet, says which to send to (`external`).
     */
    vxlan: {
      readonly vni?: number;
      readonly port: number;
      readonly local: Ip;
      readonly remotes: readonly {
        readonly mac: string;
        readonly destination: Ip;
        readonly vni?: number;
        readonly because: readonly Ref[];
      }[];
      /** Devices that hear what is sent to all; absent where nobody asks by ARP through the tunnel. */
      readonly hears?: readonly InterfaceId[];
    };
  }
}

const tunnel = 'VXLAN';
/** Inner Ethernet, and outer IP, UDP and VXLAN headers (RFC 7348 section 5). */
const overheadBytes = 50;

/** drivers/net/vxlan: the FDB names the node, the frame becomes the payload of a UDP packet of this node. */
const vxlan: DeviceDefinition<'vxlan'> = {
  type: 'vxlan',
  transmit(kernel, from, skb, { sourceMac, destinationMac }) {
    const { device, because } = from.interface;
    const { port, local, remotes } = device;
    const remote = skb.tunnel
      ? { destination: skb.tunnel.remote, vni: skb.tunnel.vni, because: [] }
      : remotes.find(({ mac }) => mac === destinationMac);
    if (!remote) return kernel.stop(from.netns, from.place, skb, 'no-neighbor', because);
    const { packet } = skb;
    const vni = device.vni ?? remote.vni ?? 0;
    const outer: Packet = {
      source: local,
      destination: remote.destination,
      ttl: 64,
      transport: { protocol: 'UDP', sourcePort: entropyPort(packet), destinationPort: port },
      payload: { carries: 'vxlan', vni, frame: { sourceMac, destinationMac, packet } },
    };
    const causes = [...remote.because, ...because];
    return sendThroughTunnel(kernel, from, skb, outer, { tunnel, vni, overheadBytes }, causes);
  },
  farEnds: ({ namespaces }, { interface: { device } }) =>
    (device.hears ?? []).flatMap(({ netns: id, name }) => {
      const netns = namespaces.get(id);
      const far = netns && stationOf(netns, name);
      return far ? [far] : [];
    }),
  tunnel: {
    carries: ({ device: { port, vni } }, { payload, transport }) =>
      payload?.carries === 'vxlan' &&
      (vni === undefined || payload.vni === vni) &&
      transport.protocol === 'UDP' &&
      transport.destinationPort === port,
    receive(kernel, at, outer) {
      assert(outer.payload?.carries === 'vxlan', 'a VXLAN device gets VXLAN packets');
      const { vni, frame } = outer.payload;
      const from = { remote: outer.source, vni };
      return receiveFromTunnel(kernel, at, outer, { tunnel, vni }, frame, from);
    },
  },
};
export default vxlan;

/** udp_flow_src_port: the outer source port is a hash of the inner flow, so that one flow keeps one path. */
function entropyPort({ source, destination, transport }: Packet): number {
  let flow = hash32('');
  for (const word of [transport.protocol, source, destination])
    flow = hash32(' ', hash32(word, flow));
  if (hasPorts(transport)) {
    flow = hash32(' ', hash32(`${transport.sourcePort}`, flow));
    flow = hash32(`${transport.destinationPort}`, flow);
  }
  return 32768 + (flow % 28232);
}
