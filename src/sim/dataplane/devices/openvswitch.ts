import type { DeviceDefinition } from '../driver.ts';
import { stationOf } from '../station.ts';

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
    kernel.stop(from.netns, from.place, skb, 'no-neighbor', from.interface.because),
  ports: {
    receive(kernel, at, port, skb, { sourceMac, destinationMac }) {
      const { netns, interface: datapath } = at;
      const flow = datapath.device.flows.find(({ mac }) => mac === destinationMac);
      const outPort = flow && stationOf(netns, flow.port);
      if (!outPort || outPort === port)
        return kernel.stop(netns, at.place, skb, 'no-neighbor', datapath.because);
      kernel.note({
        step: 'bridge',
        place: at.place,
        before: skb.packet,
        after: skb.packet,
        because: outPort.interface.because,
        bridge: datapath.name,
        destinationMac,
        inPort: port.interface.name,
        outPort: outPort.interface.name,
      });
      const header = { sourceMac, destinationMac };
      return kernel.transmit(outPort, skb, header);
    },
  },
};
export default openvswitch;
