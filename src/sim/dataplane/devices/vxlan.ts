import { assert } from '../../../base/assert.ts';
import { hash32 } from '../../../base/random.ts';
import type { Ip, Packet } from '../../net/index.ts';
import type { Ref } from '../../api/types.ts';
import type { DeviceDefinition } from '../driver.ts';
import { atDevice } from '../place.ts';

declare module '../types.ts' {
  interface Devices {
    /** RFC 7348. `remotes` is the device's FDB: hardware address of the far device → address of its node. */
    vxlan: {
      readonly vni: number;
      readonly port: number;
      readonly local: Ip;
      readonly remotes: readonly {
        readonly mac: string;
        readonly destination: Ip;
        readonly because: readonly Ref[];
      }[];
    };
  }
}

/** Outer Ethernet, IP, UDP and VXLAN headers (RFC 7348 section 5). */
const overheadBytes = 50;

/** drivers/net/vxlan: the FDB names the node, the frame becomes the payload of a UDP packet of this node. */
const vxlan: DeviceDefinition<'vxlan'> = {
  type: 'vxlan',
  transmit(kernel, from, skb, { sourceMac, destinationMac }) {
    const { netns, interface: tunnel } = from;
    const { vni, port, local, remotes } = tunnel.device;
    const remote = remotes.find(({ mac }) => mac === destinationMac);
    if (!remote) return kernel.stop(netns, atDevice(from), skb, 'no-neighbor', tunnel.because);
    const outer: Packet = {
      source: local,
      destination: remote.destination,
      ttl: 64,
      transport: {
        protocol: 'UDP',
        sourcePort: entropyPort(skb.packet),
        destinationPort: port,
      },
      payload: { carries: 'vxlan', vni, frame: { sourceMac, destinationMac, packet: skb.packet } },
    };
    const because = [...remote.because, ...tunnel.because];
    kernel.note('encapsulate', atDevice(from), skb.packet, outer, because, {
      device: tunnel.name,
      vni,
      remote: remote.destination,
      overheadBytes,
    });
    // The mark stays on the packet inside one namespace (iptunnel_xmit); connection tracking starts anew (nf_reset_ct).
    return kernel.output(netns, { packet: outer, mark: skb.mark });
  },
  farEnds: () => [],
  tunnel: {
    carries: ({ device: { port, vni } }, { payload, transport }) =>
      payload?.carries === 'vxlan' &&
      payload.vni === vni &&
      transport.protocol === 'UDP' &&
      transport.destinationPort === port,
    receive(kernel, at, outer) {
      assert(outer.payload?.carries === 'vxlan', 'a tunnel device gets tunnel packets');
      const { frame, vni } = outer.payload;
      const { name, because } = at.interface;
      kernel.note('decapsulate', atDevice(at), outer, frame.packet, because, { device: name, vni });
      return kernel.receive(at, { packet: frame.packet, mark: 0 });
    },
  },
};
export default vxlan;

/** udp_flow_src_port: the outer source port is a hash of the inner flow, so that one flow keeps one path. */
function entropyPort({ source, destination, transport }: Packet): number {
  const ports =
    transport.protocol === 'ICMP' ? '' : `${transport.sourcePort} ${transport.destinationPort}`;
  return 32768 + (hash32(`${transport.protocol} ${source} ${destination} ${ports}`) % 28232);
}
