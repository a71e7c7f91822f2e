import type { DeviceDefinition } from '../driver.ts';

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
    kernel.note({
      step: 'cross',
      place: from.place,
      before: skb.packet,
      after: skb.packet,
      because: [],
      link: 'loopback',
      from: from.id,
      sourceMac,
      destinationMac,
    });
    return kernel.receive(from, skb);
  },
  farEnds: () => [],
};
export default loopback;
