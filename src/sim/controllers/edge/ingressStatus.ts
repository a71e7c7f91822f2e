import { isEqual } from '../../../base/equal.ts';
import { internalIpOf, isReady, type Entry, type Pod, type Store } from '../../api/index.ts';
import type { Ingress, IngressAddress } from '../../api/kinds/ingress.ts';
import { runningControllers, servingOf, type RunningController } from '../../http/index.ts';
import type { Controller, Write } from '../types.ts';

/**
 * The addresses that Ingress controllers write into the Ingresses they serve: those of the Service that they were told to publish, else those
 * of the nodes that their Pods run on (`runningAddresses` of ingress-nginx's `internal/ingress/status/status.go`).
 */
const ingressStatus: Controller = {
  name: 'ingress-controller',
  about: 'Writes into each Ingress of its class the address at which it is served.',
  order: 110,
  takesMs: 1_000,
  watches: ['Ingress', 'IngressClass', 'Service', 'Pod', 'Node'],
  reconcile: (store) =>
    runningControllers(store).flatMap((running) =>
      (store.entriesOf('Ingress') as readonly Entry<Ingress>[])
        .filter(({ object }) => servingOf(store, object, running.controller).serves)
        .flatMap((entry) => tell(entry, addressesOf(store, running))),
    ),
};
export default ingressStatus;

function tell(entry: Entry<Ingress>, addresses: readonly IngressAddress[]): readonly Write[] {
  const { object } = entry;
  const known = object.status?.loadBalancer?.ingress ?? [];
  if (isEqual(known, addresses)) return [];
  const status = {
    ...object.status,
    loadBalancer: addresses.length > 0 ? { ingress: addresses } : {},
  };
  return [{ put: { ...entry, object: { ...object, status } } }];
}

function addressesOf(
  store: Store,
  { publishService, pods }: RunningController,
): readonly IngressAddress[] {
  if (publishService === undefined) return addressesOfNodes(store, pods.filter(isReady));
  const service = store.get('Service', publishService.namespace, publishService.name);
  if (!service) return [];
  const { spec, status } = service;
  const external = (spec.externalIPs ?? []).map((ip) => ({ ip }));
  switch (spec.type) {
    case 'LoadBalancer':
      return unique([
        ...(status?.loadBalancer?.ingress ?? []).map(({ ip, hostname = '' }) =>
          ip === undefined ? { hostname } : { ip },
        ),
        ...external,
      ]);
    case 'ExternalName':
      return [{ hostname: spec.externalName ?? '' }];
    default:
      return external.length > 0 ? external : [{ ip: spec.clusterIP ?? '' }];
  }
}

function addressesOfNodes(store: Store, pods: readonly Pod[]): readonly IngressAddress[] {
  const addresses = pods.flatMap(({ spec }) => {
    const node = store.get('Node', '', spec.nodeName ?? '');
    const ip = node && internalIpOf(node);
    return ip === undefined ? [] : [{ ip }];
  });
  return unique(addresses).toSorted((one, other) => ((one.ip ?? '') < (other.ip ?? '') ? -1 : 1));
}

function unique(addresses: readonly IngressAddress[]): readonly IngressAddress[] {
  return addresses.filter(
    (each, index) => addresses.findIndex((one) => isEqual(one, each)) === index,
  );
}
