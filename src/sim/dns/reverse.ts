import { serviceNameLabel, type Store } from '../api/index.ts';
import type { Ip } from '../net/index.ts';
import type { Corefile } from './corefile.ts';
import { isExposed, readyAddresses } from './lookup.ts';

/** The names an address goes by: its Service's, or those of the endpoints that have it (plugin/kubernetes/reverse.go). */
export function namesOf(store: Store, corefile: Corefile, address: Ip): readonly string[] {
  const zone = corefile.zones.find((candidate) => !candidate.endsWith('.arpa.')) ?? '.';
  const service = store
    .list('Service')
    .filter(({ metadata }) => isExposed(store, corefile, metadata.namespace))
    .find(({ spec }) => spec.clusterIP === address || spec.clusterIPs?.includes(address));
  if (service) return [`${service.metadata.name}.${service.metadata.namespace}.svc.${zone}`];
  return store
    .list('EndpointSlice')
    .filter(({ metadata }) => isExposed(store, corefile, metadata.namespace))
    .flatMap((slice) => {
      const owner = slice.metadata.labels?.[serviceNameLabel];
      if (owner === undefined) return [];
      return readyAddresses(slice)
        .filter((endpoint) => endpoint.address === address)
        .map(({ name }) => `${name}.${owner}.${slice.metadata.namespace}.svc.${zone}`);
    });
}
