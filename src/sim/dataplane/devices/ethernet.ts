import { remember } from '../../../base/remember.ts';
import type { DeviceDefinition } from '../driver.ts';
import { stationsOf, type Station } from '../station.ts';
import type { Cluster } from '../types.ts';
import { sendOverLink } from './parts/link.ts';

declare module '../types.ts' {
  interface Devices {
    /** A network card, plugged into a segment (a plain layer 2 switch). */
    ethernet: { readonly segment: string };
  }
}

const ethernet: DeviceDefinition<'ethernet'> = {
  type: 'ethernet',
  transmit(kernel, from, skb, header) {
    const far = stationsOn(kernel.cluster, from).find(
      (heard) => heard.interface.mac === header.destinationMac,
    );
    return sendOverLink(kernel, 'wire', from, far, skb, header);
  },
  farEnds: stationsOn,
};
export default ethernet;

/** The network cards that are plugged into the same segment and switched on, this one among them. */
function stationsOn(
  cluster: Cluster,
  { interface: { device } }: Station<'ethernet'>,
): readonly Station[] {
  return segmentsOf(cluster).get(device.segment) ?? [];
}

const segmentsOf = remember((cluster: Cluster): ReadonlyMap<string, readonly Station[]> => {
  const index = new Map<string, Station[]>();
  for (const netns of cluster.namespaces.values()) {
    for (const station of stationsOf(netns).values()) {
      const { device, down } = station.interface;
      if (device.type !== 'ethernet' || down) continue;
      const stations = index.get(device.segment) ?? [];
      stations.push(station);
      index.set(device.segment, stations);
    }
  }
  return index;
});
