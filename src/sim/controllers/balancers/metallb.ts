import { layer2Pool } from '../../api/index.ts';
import type { Entry, Service, Store } from '../../api/index.ts';
import { report } from '../parts/events.ts';
import { takenAddresses, waitingServices, withAddress } from './parts/waiting.ts';
import type { ClusterSpec } from '../../spec.ts';
import type { Controller, Write } from '../types.ts';

const component = 'metallb-controller';
const annotation = 'metallb.io/loadBalancerIPs';

/** MetalLB's controller with one IPAddressPool, the part of the node network that nobody else uses (metallb, controller/service.go). */
const metallb: Controller = {
  name: component,
  about: 'Gives each Service of type LoadBalancer an address of its pool.',
  order: 97,
  takesMs: 200,
  watches: ['Service'],
  reconcile: (store, spec) => {
    if (spec.loadBalancer !== 'metallb') return [];
    const taken = takenAddresses(store);
    return waitingServices(store).flatMap((entry) => assign(entry, taken, store, spec));
  },
};
export default metallb;

function assign(
  entry: Entry<Service>,
  taken: Set<string>,
  store: Store,
  spec: ClusterSpec,
): readonly Write[] {
  const { object } = entry;
  const pool = layer2Pool(spec);
  const wanted = object.metadata.annotations?.[annotation] ?? object.spec.loadBalancerIP;
  const free = pool.filter((address) => !taken.has(address));
  const address = wanted === undefined ? free[0] : free.find((each) => each === wanted);
  if (address === undefined) return report(store, object, failure(object, wanted, pool));
  taken.add(address);
  const given = { component, reason: 'IPAllocated', message: `Assigned IP ["${address}"]` };
  return [
    { put: withAddress(entry, address) },
    ...report(store, object, { ...given, type: 'Normal' }),
  ];
}

function failure(
  { metadata: { namespace, name } }: Service,
  wanted: string | undefined,
  pool: readonly string[],
) {
  const why =
    wanted === undefined
      ? 'no available IPs'
      : pool.includes(wanted)
        ? `can't change sharing key for "${namespace}/${name}", address also in use`
        : `["${wanted}"] is not allowed in config`;
  const message = `Failed to allocate IP for "${namespace}/${name}": ${why}`;
  return { component, reason: 'AllocationFailed', message };
}
