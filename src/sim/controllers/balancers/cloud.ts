import { readIp } from '../../net/index.ts';
import { addressAt } from '../../api/cluster.ts';
import { takenAddresses, waitingServices, withAddress } from './parts/waiting.ts';
import type { Controller } from '../types.ts';

/** A range for documentation (RFC 5737): no address in it is anybody's. */
const range = '198.51.100.0/24';
const addressesMax = 254;

/**
 * What the cloud's API does when the service controller asks it for a load balancer. A `loadBalancerIP` is an address that was
 * reserved before; clouds that do not know the field ignore it.
 */
const cloud: Controller = {
  name: 'cloud',
  about: 'Makes a load balancer for each Service that asks for one, and tells its address.',
  order: 96,
  takesMs: 24_000,
  watches: ['Service'],
  reconcile: (store, { loadBalancer }) => {
    if (loadBalancer !== 'cloud') return [];
    const taken = takenAddresses(store);
    return waitingServices(store).flatMap((entry) => {
      const address = readIp(entry.object.spec.loadBalancerIP ?? '') ?? firstFree(taken);
      if (address === undefined) return [];
      taken.add(address);
      return [{ put: withAddress(entry, address) }];
    });
  },
};
export default cloud;

function firstFree(taken: ReadonlySet<string>): string | undefined {
  for (let number = 1; number <= addressesMax; number++) {
    const address = addressAt(range, number);
    if (address !== undefined && !taken.has(address)) return address;
  }
  return undefined;
}
