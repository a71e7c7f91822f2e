import { managedByLabel, refTo, serviceNameLabel, keyOfObject } from '../api/index.ts';
import type {
  Endpoint,
  Endpoints,
  EndpointsAddress,
  EndpointSlice,
  EndpointsSubset,
  Entry,
  Store,
} from '../api/index.ts';
import { sliceFrom, freeSliceName, type SliceContent } from './parts/slices.ts';
import type { Controller, Write } from './types.ts';

const managedBy = 'endpointslicemirroring-controller.k8s.io';
const skipLabel = 'endpointslice.kubernetes.io/skip-mirror';

/** As pkg/controller/endpointslicemirroring of Kubernetes 1.36. */
const mirroring: Controller = {
  name: managedBy,
  about: 'Copies Endpoints written by hand, for a Service without a selector, into EndpointSlices.',
  order: 90,
  watches: ['Endpoints', 'Service', 'EndpointSlice'],
  reconcile: (store) => {
    const kept = new Set<string>();
    const writes = store
      .list('Endpoints')
      .flatMap((each) => (isMirrored(each, store) ? mirror(each, store, kept) : []));
    const stale = store
      .list('EndpointSlice')
      .filter((slice) => isOurs(slice) && !kept.has(keyOfObject(slice)));
    return [...writes, ...stale.map((slice): Write => ({ remove: keyOfObject(slice) }))];
  },
};

function isMirrored(endpoints: Endpoints, store: Store): boolean {
  const { namespace, name, labels } = endpoints.metadata;
  if (labels?.[skipLabel] === 'true') return false;
  const service = store.get('Service', namespace, name);
  return (
    service !== undefined &&
    service.spec.selector === undefined &&
    service.spec.type !== 'ExternalName'
  );
}

function isOurs(slice: EndpointSlice): boolean {
  return slice.metadata.labels?.[managedByLabel] === managedBy;
}

/** One slice for each subset and family of addresses. */
function mirror(endpoints: Endpoints, store: Store, kept: Set<string>): readonly Write[] {
  const { namespace, name } = endpoints.metadata;
  const existing = store
    .listIn('EndpointSlice', namespace)
    .filter((slice) => isOurs(slice) && slice.metadata.labels?.[serviceNameLabel] === name);
  const taken = new Set<string>();
  return contentsOf(endpoints).flatMap((content, index) => {
    const known = existing[index];
    const sliceName = known?.metadata.name ?? freeSliceName(endpoints, 'mirror', taken, store);
    taken.add(sliceName);
    const object = sliceFrom({ owner: endpoints, managedBy, name: sliceName }, content);
    kept.add(keyOfObject(object));
    if (known && JSON.stringify(contentOf(known)) === JSON.stringify(content)) return [];
    const source =
      (known && store.entry('EndpointSlice', namespace, sliceName)?.source) ?? sourceOf(endpoints);
    return [{ put: { object, source } }];
  });
}

function contentOf({ addressType, endpoints, ports }: EndpointSlice): SliceContent {
  return { addressType, endpoints, ...(ports && { ports }) };
}

function contentsOf(endpoints: Endpoints): readonly SliceContent[] {
  return (endpoints.subsets ?? []).flatMap((subset) =>
    (['IPv4', 'IPv6'] as const).flatMap((addressType) => {
      const list = [
        ...endpointsOf(subset.addresses, addressType, true),
        ...endpointsOf(subset.notReadyAddresses, addressType, false),
      ];
      return list.length === 0 ? [] : [{ addressType, endpoints: list, ports: portsOf(subset) }];
    }),
  );
}

function endpointsOf(
  addresses: readonly EndpointsAddress[] = [],
  family: string,
  ready: boolean,
): readonly Endpoint[] {
  return addresses
    .filter(({ ip }) => ip.includes(':') === (family === 'IPv6'))
    .map(({ ip, hostname, nodeName, targetRef }) => ({
      addresses: [ip],
      conditions: { ready },
      ...(hostname !== undefined && { hostname }),
      ...(targetRef && { targetRef }),
      ...(nodeName !== undefined && { nodeName }),
    }));
}

function portsOf({ ports = [] }: EndpointsSubset): NonNullable<EndpointSlice['ports']> {
  return ports.map(({ name = '', protocol, port }) => ({ name, protocol, port }));
}

function sourceOf(endpoints: Endpoints): Entry['source'] {
  const fields = [
    { at: 'endpoints', from: 'subsets', whole: true },
    { at: 'ports', from: 'subsets', whole: true },
  ] as const;
  return { by: 'controller', controller: managedBy, owner: refTo(endpoints), fields };
}

export default mirroring;
