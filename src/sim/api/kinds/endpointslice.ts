import { checkSlice, checkSliceUpdate } from '../endpoints/validateSlice.ts';
import type { KindDefinition, Obj } from '../types.ts';
import { checkMetadata } from '../metadata.ts';
import { structNamed } from '../fields/structs.ts';
import { dnsSubdomain } from '../validate/names.ts';
import type { Protocol } from './types.ts';

export interface Endpoint {
  readonly addresses: readonly string[];
  readonly conditions?: {
    readonly ready?: boolean;
    readonly serving?: boolean;
    readonly terminating?: boolean;
  };
  readonly nodeName?: string;
  readonly zone?: string;
  readonly hostname?: string;
  readonly deprecatedTopology?: Readonly<Record<string, string>>;
  readonly hints?: {
    readonly forZones?: readonly { readonly name: string }[];
    readonly forNodes?: readonly { readonly name: string }[];
  };
  readonly targetRef?: {
    readonly kind: string;
    readonly namespace?: string;
    readonly name: string;
  };
}

export interface EndpointPort {
  readonly name?: string;
  readonly protocol?: Protocol;
  readonly port?: number;
  readonly appProtocol?: string;
}

/** EndpointSlices have no spec: their fields stand at the top. */
export interface EndpointSlice extends Obj {
  readonly addressType: 'IPv4' | 'IPv6' | 'FQDN';
  readonly endpoints: readonly Endpoint[];
  readonly ports?: readonly EndpointPort[];
}

declare module '../types.ts' {
  interface Kinds {
    EndpointSlice: EndpointSlice;
  }
}

/** The label that says which Service a slice belongs to. */
export const serviceNameLabel = 'kubernetes.io/service-name';
/** The label that says who writes a slice. */
export const managedByLabel = 'endpointslice.kubernetes.io/managed-by';

const endpointSlice: KindDefinition<EndpointSlice> = {
  kind: 'EndpointSlice',
  apiVersion: 'discovery.k8s.io/v1',
  plural: 'endpointslices',
  shortNames: [],
  scope: 'Namespaced',
  simulated: true,
  example: {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { name: 'legacy-db-1', labels: { [serviceNameLabel]: 'legacy-db' } },
    addressType: 'IPv4',
    endpoints: [{ addresses: ['192.0.2.20'] }],
    ports: [{ name: 'db', port: 5432, protocol: 'TCP' }],
  },
  schema: structNamed('EndpointSlice'),
  generation: true,
  defaults: (object) => ({
    ...object,
    endpoints: object.endpoints ?? [],
    ...(object.ports && {
      ports: object.ports.map((port) => ({
        ...port,
        name: port.name ?? '',
        protocol: port.protocol ?? 'TCP',
      })),
    }),
  }),
  validate: (object) => [...checkMetadata(object, dnsSubdomain), ...checkSlice(object)],
  validateUpdate: checkSliceUpdate,
  columns: (object) => {
    const ports = (object.ports ?? []).map(({ port }) => port ?? '*');
    const addresses = object.endpoints.flatMap((endpoint) => endpoint.addresses);
    return [
      ['ADDRESSTYPE', object.addressType],
      ['PORTS', ports.length === 0 ? '<unset>' : ports.join(',')],
      ['ENDPOINTS', shorten(addresses)],
    ];
  },
};

const shownMax = 3;

/** As kubectl's formatting of a long list. */
function shorten(addresses: readonly string[]): string {
  if (addresses.length === 0) return '<unset>';
  const more = addresses.length - shownMax;
  return addresses.slice(0, shownMax).join(',') + (more > 0 ? ` + ${more} more...` : '');
}

export default endpointSlice;
