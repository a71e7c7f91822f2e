import { isHeadless, serviceNameLabel, type EndpointSlice, type Store } from '../api/index.ts';
import type { Ip } from '../net/index.ts';
import type { KubernetesPlugin } from './kubernetes.ts';
import { isExposed, readyAddresses } from './lookup.ts';
import type { Zone } from './records.ts';

/** The names an address goes by: its Service's, or those of the endpoints that have it (plugin/kubernetes/reverse.go). */
export function namesOf(store: Store, plugin: KubernetesPlugin, address: Ip): readonly string[] {
  const zone = plugin.zones.find((candidate) => !candidate.endsWith('.arpa.')) ?? '.';
  const service = store
    .list('Service')
    .filter(({ metadata }) => isExposed(store, plugin, metadata.namespace))
    .find(({ spec }) => spec.clusterIP === address || spec.clusterIPs?.includes(address));
  if (service) return [`${service.metadata.name}.${service.metadata.namespace}.svc.${zone}`];
  return store
    .list('EndpointSlice')
    .filter(({ metadata }) => isExposed(store, plugin, metadata.namespace))
    .flatMap((slice) =>
      readyAddresses(slice)
        .filter((endpoint) => endpoint.address === address)
        .flatMap(({ name }) => ownerOf(slice).map((owner) => `${name}.${owner}.${zone}`)),
    );
}

/**
 * The servers of a zone (plugin/kubernetes/ns.go): the Services that have this server as a ready endpoint, by their addresses; without
 * one the server itself, as `ns.dns`.
 */
export function nameServersOf({
  store,
  addresses,
  name: zone,
}: Zone): readonly { readonly name: string; readonly address: string }[] {
  const slices = store
    .list('EndpointSlice')
    .filter((slice) => readyAddresses(slice).some(({ address }) => isAmong(addresses, address)));
  if (slices.length === 0) return addresses.map((address) => ({ name: `ns.dns.${zone}`, address }));
  return slices.flatMap((slice) => {
    const [owner] = ownerOf(slice);
    const { namespace, labels } = slice.metadata;
    const service = store.get('Service', namespace, labels?.[serviceNameLabel] ?? '');
    if (owner === undefined || service === undefined) return [];
    if (isHeadless(service))
      return readyAddresses(slice).map(({ name, address }) => ({
        name: `${name}.${owner}.${zone}`,
        address,
      }));
    return (service.spec.clusterIPs ?? []).map((address) => ({
      name: `${owner}.${zone}`,
      address,
    }));
  });
}

/** The name of the Service whose endpoints these are, without the zone. */
function ownerOf({ metadata: { namespace, labels } }: EndpointSlice): readonly string[] {
  const service = labels?.[serviceNameLabel];
  return service === undefined ? [] : [`${service}.${namespace}.svc`];
}

function isAmong(addresses: readonly Ip[], address: string): boolean {
  return addresses.some((own) => own === address);
}
