import type { FieldError, KindDefinition, Obj } from '../types.ts';
import { itemOf } from '../../manifest/index.ts';
import { checkMetadata } from '../metadata.ts';
import { structNamed } from '../fields/structs.ts';
import { checkIp, checkNotSpecial } from '../validate/addresses.ts';
import { duplicate, notSupported, required } from '../validate/errors.ts';
import { checkText, dnsLabel, dnsSubdomain } from '../validate/names.ts';
import { checkPort } from '../validate/numbers.ts';
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

const addressTypes = ['FQDN', 'IPv4', 'IPv6'];
const protocols = ['SCTP', 'TCP', 'UDP'];

function checkEndpoint(endpoint: Endpoint, type: string, path: string): readonly FieldError[] {
  const addresses = endpoint.addresses ?? [];
  const errors: FieldError[] = [];
  if (addresses.length === 0)
    errors.push(required(`${path}.addresses`, 'must contain at least 1 address'));
  for (const [index, address] of addresses.entries()) {
    const at = itemOf(`${path}.addresses`, index);
    if (type === 'FQDN') errors.push(...checkText(dnsSubdomain, address, at));
    else errors.push(...checkIp(address, at), ...checkNotSpecial(address, at));
  }
  if (endpoint.hostname !== undefined)
    errors.push(...checkText(dnsLabel, endpoint.hostname, `${path}.hostname`));
  return errors;
}

function checkPorts(slice: EndpointSlice): readonly FieldError[] {
  const names = new Set<string>();
  return (slice.ports ?? []).flatMap((port, index) => {
    const at = itemOf('ports', index);
    const name = port.name ?? '';
    const errors: FieldError[] = names.has(name) ? [duplicate(`${at}.name`, name)] : [];
    names.add(name);
    if (name !== '') errors.push(...checkText(dnsLabel, name, `${at}.name`));
    if (!protocols.includes(port.protocol ?? ''))
      errors.push(notSupported(`${at}.protocol`, port.protocol ?? '', protocols));
    return port.port === undefined ? errors : [...errors, ...checkPort(port.port, `${at}.port`)];
  });
}

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
  validate: (object) => {
    const type: string = object.addressType ?? '';
    const errors: FieldError[] = [...checkMetadata(object, dnsSubdomain)];
    if (type === '') errors.push(required('addressType'));
    else if (!addressTypes.includes(type))
      errors.push(notSupported('addressType', type, addressTypes));
    errors.push(...checkPorts(object));
    errors.push(
      ...object.endpoints.flatMap((endpoint, index) =>
        checkEndpoint(endpoint, type, itemOf('endpoints', index)),
      ),
    );
    return errors;
  },
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
