import type { DeviceDefinition } from '../driver.ts';
import { atDevice } from '../place.ts';

declare module '../types.ts' {
  interface Devices {
    /** lo: what is sent there comes back at once. */
    loopback: object;
  }
}

/** drivers/net/loopback.c: the packet keeps its mark and its connection. */
const loopback: DeviceDefinition<'loopback'> = {
  type: 'loopback',
  transmit(kernel, from, skb, { sourceMac, destinationMac }) {
    kernel.note('cross', atDevice(from), skb.packet, skb.packet, [], {
      link: 'loopback',
      from: { netns: from.netns.id, name: from.interface.name },
      sourceMac,
      destinationMac,
    });
    return kernel.receive(from, skb);
  },
  farEnds: () => [],
};
export default loopback;
