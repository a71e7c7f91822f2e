import { remember } from '../../base/remember.ts';
import type { Place } from '../trace/types.ts';
import type { DeviceType, Interface, InterfaceId, Netns } from './types.ts';

/** An interface together with the namespace it is in (struct net_device). There is one for each. */
export interface Station<Type extends DeviceType = DeviceType> {
  readonly netns: Netns;
  readonly interface: Interface<Type>;
  readonly id: InterfaceId;
  /** Where it stands in the picture. */
  readonly place: Place;
}

/** The station of this name; `undefined` when the namespace has none (dev_get_by_name). */
export function stationOf(netns: Netns, name: string): Station | undefined {
  return stationsOf(netns).get(name);
}

/** All stations of a namespace by name, in the order in which they were made. */
export const stationsOf = remember(
  (netns: Netns): ReadonlyMap<string, Station> =>
    new Map(
      [...netns.interfaces.values()].map((each) => {
        const { name } = each;
        const id = { netns: netns.id, name };
        const place = { netns: netns.id, at: `device:${name}` } as const;
        return [name, { netns, interface: each, id, place }];
      }),
    ),
);
