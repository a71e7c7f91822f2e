import { serviceNameLabel } from '../api/index.ts';
import type { EndpointSlice, Service, ServicePort } from '../api/kinds/types.ts';
import type { Store } from '../api/types.ts';
import type { Backend } from './types.ts';

/** A Service's port with its ready endpoints: proxies go to these by themselves, past the Service's own address. */
export function backendOf(store: Store, service: Service, port: ServicePort): Backend {
  const { namespace, name } = service.metadata;
  const slices = store
    .listIn('EndpointSlice', namespace)
    .filter(({ metadata }) => metadata.labels?.[serviceNameLabel] === name);
  const endpoints = new Set(slices.flatMap((slice) => readyIn(slice, port.name ?? '')));
  return { namespace, name, port: port.port, endpoints: [...endpoints] };
}

function readyIn({ endpoints, ports, addressType }: EndpointSlice, portName: string): string[] {
  const port = ports?.find(({ name }) => (name ?? '') === portName)?.port;
  if (port === undefined) return [];
  return (endpoints ?? [])
    .filter(({ conditions }) => conditions?.ready !== false)
    .flatMap(({ addresses }) => addresses)
    .map((address) => (addressType === 'IPv6' ? `[${address}]:${port}` : `${address}:${port}`));
}
