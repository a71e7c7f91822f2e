import type { Entry, Service, Store } from '../../../api/index.ts';
import { inTextOrder } from '../../parts/textOrder.ts';

/**
 * Whether whoever gives out load balancers by default has to do with a Service: a loadBalancerClass is somebody else's
 * (wantsLoadBalancer of cloud-provider's controllers/service; KEP-1959).
 */
export function wantsBalancer({ spec }: Service): boolean {
  return spec.type === 'LoadBalancer' && spec.loadBalancerClass === undefined;
}

export function hasAddress({ status }: Service): boolean {
  return (status?.loadBalancer?.ingress ?? []).length > 0;
}

/** The Services that wait for an address, in the order of the text. */
export function waitingServices(store: Store): readonly Entry<Service>[] {
  const waiting = (store.entriesOf('Service') as readonly Entry<Service>[]).filter(
    ({ object }) => wantsBalancer(object) && !hasAddress(object),
  );
  return inTextOrder(store, waiting) as readonly Entry<Service>[];
}

/** The addresses that load balancers have by now. */
export function takenAddresses(store: Store): Set<string> {
  return new Set(
    store
      .list('Service')
      .flatMap(({ status }) => (status?.loadBalancer?.ingress ?? []).flatMap(({ ip }) => ip ?? [])),
  );
}

/** A Service whose load balancer has this address and hands packets on as they are. */
export function withAddress(entry: Entry<Service>, ip: string): Entry<Service> {
  const { object } = entry;
  const loadBalancer = {
    ...object.status?.loadBalancer,
    ingress: [{ ip, ipMode: 'VIP' as const }],
  };
  return { ...entry, object: { ...object, status: { ...object.status, loadBalancer } } };
}
