import {
  findNamedPort,
  isHeadless,
  isOver,
  isReady,
  isTerminating,
  keyOfObject,
  managedByLabel,
  podsWithLabels,
  refTo,
  serviceNameLabel,
} from '../api/index.ts';
import type {
  Endpoint,
  EndpointPort,
  EndpointSlice,
  Entry,
  FieldOrigin,
  Pod,
  Service,
  Store,
} from '../api/index.ts';
import { sliceFrom, freeSliceName, type SliceContent } from './parts/slices.ts';
import type { Controller, Write } from './types.ts';

const managedBy = 'endpointslice-controller.k8s.io';
const endpointsMax = 100;
const zoneLabel = 'topology.kubernetes.io/zone';
const headlessLabel = 'service.kubernetes.io/headless';

/** As k8s.io/endpointslice of Kubernetes 1.36. */
const endpointSlice: Controller = {
  name: managedBy,
  about:
    'Lists, for every Service with a selector, the Pods it selects and the ports they are reached at.',
  order: 80,
  watches: ['Service', 'Pod', 'Node', 'EndpointSlice'],
  reconcile: (store) => {
    const slices = slicesByService(store);
    const selecting = store
      .list('Service')
      .filter(({ spec }) => spec.selector && spec.type !== 'ExternalName');
    return selecting.flatMap((service) =>
      reconcileOne(service, slices.get(keyOfObject(service)) ?? [], store),
    );
  },
};

/** The slices this controller keeps: those written by hand belong to whoever wrote them. */
function slicesByService(store: Store): ReadonlyMap<string, readonly Entry<EndpointSlice>[]> {
  const groups = new Map<string, Entry<EndpointSlice>[]>();
  for (const entry of store.entriesOf('EndpointSlice')) {
    const { namespace, labels } = entry.object.metadata;
    if (labels?.[managedByLabel] !== managedBy) continue;
    const key = `Service/${namespace}/${labels[serviceNameLabel] ?? ''}`;
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push(entry as Entry<EndpointSlice>);
  }
  return groups;
}

function reconcileOne(
  service: Service,
  existing: readonly Entry<EndpointSlice>[],
  store: Store,
): readonly Write[] {
  const writes: Write[] = [];
  const labels = isHeadless(service) ? { [headlessLabel]: '' } : {};
  const free = new Set(existing);
  const taken = new Set<string>();
  for (const content of contentsOf(service, store)) {
    const entry = [...free].find(({ object }) => holdsSamePorts(object, content));
    if (entry) free.delete(entry);
    const name = entry?.object.metadata.name ?? freeSliceName(service, 'slice', taken, store);
    taken.add(name);
    const slice = sliceFrom({ owner: service, managedBy, name, labels }, content);
    if (!entry) writes.push({ put: { object: slice, source: sourceOf(service) } });
    else if (!isSame(entry.object, slice)) writes.push({ put: { ...entry, object: slice } });
  }
  for (const { object } of free) writes.push({ remove: keyOfObject(object) });
  return writes;
}

function holdsSamePorts(slice: EndpointSlice, content: SliceContent): boolean {
  return (
    slice.addressType === content.addressType &&
    keyOfPorts(slice.ports ?? []) === keyOfPorts(content.ports ?? [])
  );
}

function isSame(slice: EndpointSlice, wanted: EndpointSlice): boolean {
  return JSON.stringify(slice.endpoints) === JSON.stringify(wanted.endpoints);
}

/** One slice for each set of ports and each hundred endpoints; an empty one where there is nothing to list. */
function contentsOf(service: Service, store: Store): readonly SliceContent[] {
  const { namespace } = service.metadata;
  const pods = podsWithLabels(store, namespace, service.spec.selector ?? {}).filter(
    (pod) => !isOver(pod),
  );
  return (service.spec.ipFamilies ?? ['IPv4']).flatMap((addressType) => {
    const groups = new Map<string, { ports: readonly EndpointPort[]; endpoints: Endpoint[] }>();
    for (const pod of pods) {
      const addresses = addressesOf(pod, addressType);
      if (addresses.length === 0) continue;
      const ports = portsOn(pod, service);
      const key = keyOfPorts(ports);
      const group = groups.get(key) ?? { ports, endpoints: [] };
      groups.set(key, group);
      group.endpoints.push(endpointOf(pod, service, addresses, store));
    }
    const contents = [...groups.values()].flatMap(({ ports, endpoints }) =>
      chunks(endpoints).map((chunk): SliceContent => ({ addressType, ports, endpoints: chunk })),
    );
    return contents.length > 0 ? contents : [{ addressType, ports: [], endpoints: [] }];
  });
}

function addressesOf({ status }: Pod, family: string): readonly string[] {
  const all =
    status?.podIPs?.map(({ ip }) => ip) ?? (status?.podIP === undefined ? [] : [status.podIP]);
  return all.filter((address) => address.includes(':') === (family === 'IPv6'));
}

function chunks(endpoints: readonly Endpoint[]): readonly (readonly Endpoint[])[] {
  return Array.from({ length: Math.ceil(endpoints.length / endpointsMax) }, (_, index) =>
    endpoints.slice(index * endpointsMax, (index + 1) * endpointsMax),
  );
}

/** A port whose name a Pod does not declare is left out for that Pod. */
function portsOn(pod: Pod, service: Service): readonly EndpointPort[] {
  return (service.spec.ports ?? []).flatMap(({ name = '', protocol, targetPort, appProtocol }) => {
    const port =
      typeof targetPort === 'number'
        ? targetPort
        : findNamedPort(pod, targetPort, protocol)?.port.containerPort;
    return port === undefined
      ? []
      : [{ name, protocol, port, ...(appProtocol !== undefined && { appProtocol }) }];
  });
}

function keyOfPorts(ports: readonly EndpointPort[]): string {
  return ports.map(({ name, protocol, port }) => `${name}/${protocol}/${port}`).join();
}

function endpointOf(
  pod: Pod,
  service: Service,
  addresses: readonly string[],
  store: Store,
): Endpoint {
  const { name, namespace } = pod.metadata;
  const { nodeName, hostname, subdomain } = pod.spec;
  const serving = isReady(pod);
  const terminating = isTerminating(pod);
  const ready = service.spec.publishNotReadyAddresses === true || (serving && !terminating);
  const zone =
    nodeName === undefined
      ? undefined
      : store.get('Node', '', nodeName)?.metadata.labels?.[zoneLabel];
  const hints = ready ? hintsFor(service.spec.trafficDistribution, zone, nodeName) : undefined;
  return {
    addresses,
    conditions: { ready, serving, terminating },
    ...(hostname !== undefined && subdomain === service.metadata.name && { hostname }),
    targetRef: { kind: 'Pod', namespace, name },
    ...(nodeName !== undefined && { nodeName }),
    ...(zone !== undefined && { zone }),
    ...(hints && { hints }),
  };
}

/** As k8s.io/endpointslice/trafficdist: whom an endpoint should serve. */
function hintsFor(
  distribution: string | undefined,
  zone: string | undefined,
  nodeName: string | undefined,
): Endpoint['hints'] {
  if (distribution === undefined) return undefined;
  const forNodes =
    distribution === 'PreferSameNode' && nodeName !== undefined ? [{ name: nodeName }] : undefined;
  const forZones = zone === undefined ? undefined : [{ name: zone }];
  return forNodes || forZones
    ? { ...(forZones && { forZones }), ...(forNodes && { forNodes }) }
    : undefined;
}

const fields: readonly FieldOrigin[] = [
  { at: 'metadata.labels', from: 'metadata.labels' },
  { at: 'endpoints', from: 'spec.selector', whole: true },
  { at: 'ports', from: 'spec.ports', whole: true },
];

function sourceOf(service: Service): Entry['source'] {
  return { by: 'controller', controller: managedBy, owner: refTo(service), fields };
}

export default endpointSlice;
