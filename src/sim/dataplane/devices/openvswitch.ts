import type { DeviceDefinition } from '../driver.ts';
import { atDevice } from '../place.ts';

declare module '../types.ts' {
  interface Devices {
    /** A datapath of Open vSwitch. `flows` is what its owner has programmed: hardware address → the port to send to. */
    openvswitch: { readonly flows: readonly { readonly mac: string; readonly port: string }[] };
  }
}

/** net/openvswitch: frames go by flows alone, and iptables sees none of it. */
const openvswitch: DeviceDefinition<'openvswitch'> = {
  type: 'openvswitch',
  transmit: (kernel, from, skb) =>
    kernel.stop(from.netns, atDevice(from), skb, 'no-neighbor', from.interface.because),
  ports: {
    receive(kernel, at, port, skb, { sourceMac, destinationMac }) {
      const { netns, interface: datapath } = at;
      const flow = datapath.device.flows.find(({ mac }) => mac === destinationMac);
      const outPort = flow && netns.interfaces.get(flow.port);
      if (!outPort || outPort === port)
        return kernel.stop(netns, atDevice(at), skb, 'no-neighbor', datapath.because);
      kernel.note('bridge', atDevice(at), skb.packet, skb.packet, outPort.because, {
        bridge: datapath.name,
        destinationMac,
        inPort: port.name,
        outPort: outPort.name,
      });
      const header = { sourceMac, destinationMac };
      return kernel.transmit({ netns, interface: outPort }, skb, header);
    },
  },
};
export default openvswitch;
