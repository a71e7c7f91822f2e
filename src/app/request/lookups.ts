import type { Service } from '../../sim/api/kinds/types.ts';
import type { Store } from '../../sim/api/types.ts';

/**
 * Lookups worth trying: the name of each Service, its ports as SRV records, the names of Pods behind a headless one, and what its
 * address is called. `nameOf` is how the sender calls a Service.
 */
export function lookupsOf(
  services: readonly Service[],
  store: Store,
  nameOf: (service: Service) => string,
): readonly string[] {
  return services.flatMap((service) => {
    const name = nameOf(service);
    const { ports = [], clusterIP = '', type } = service.spec;
    const isNamed = type !== 'ExternalName';
    return [
      `dns://${name}`,
      ...(isNamed ? [] : [`dns://${name}?type=CNAME`]),
      ...ports.flatMap((port) =>
        port.name && isNamed
          ? [`dns://_${port.name}._${port.protocol.toLowerCase()}.${name}?type=SRV`]
          : [],
      ),
      ...hostnamesOf(service, store).map((hostname) => `dns://${hostname}.${name}`),
      ...(/^\d/.test(clusterIP) ? [`dns://${clusterIP}?type=PTR`] : []),
    ];
  });
}

/** Of a headless Service: the Pods that have a name below it. */
function hostnamesOf({ metadata, spec }: Service, store: Store): readonly string[] {
  if (spec.clusterIP !== 'None') return [];
  return store
    .listIn('Pod', metadata.namespace)
    .filter((pod) => pod.spec.subdomain === metadata.name)
    .flatMap((pod) => pod.spec.hostname ?? []);
}
