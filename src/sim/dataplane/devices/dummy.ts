import type { DeviceDefinition } from '../driver.ts';

declare module '../types.ts' {
  interface Devices {
    /** A device that leads nowhere: it is there to have addresses, which makes them the namespace's own, even while it is down. */
    dummy: object;
  }
}

/** drivers/net/dummy.c: what is sent there is gone. */
const dummy: DeviceDefinition<'dummy'> = {
  type: 'dummy',
  noArp: true,
  transmit: (kernel, { netns, place, interface: { because } }, skb) =>
    kernel.stop(netns, place, skb, 'dead-route', because),
  farEnds: () => [],
};
export default dummy;
