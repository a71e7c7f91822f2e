import { isEqual } from '../../base/equal.ts';
import { rememberLast } from '../../base/remember.ts';
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
const headlessLabels = { 'service.kubernetes.io/headless': '' };

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
  const free = new Set(existing);
  const taken = new Set<string>();
  for (const content of contentsFor(service, store)) {
    const entry = [...free].find(({ object }) => holdsSamePorts(object, content));
    if (entry) free.delete(entry);
    const name = entry?.object.metadata.name ?? freeSliceName(service, 'slice', taken, store);
    taken.add(name);
    const slice = sliceFrom(
      { owner: service, managedBy, name, ...(isHeadless(service) && { labels: headlessLabels }) },
      content,
    );
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
  return isEqual(slice.endpoints, wanted.endpoints);
}

const contentsOfService = rememberLast<Service, readonly SliceContent[]>();

/** What the slices of a Service hold: made anew when one of its Pods, or a Node, is another than before. */
function contentsFor(service: Service, store: Store): readonly SliceContent[] {
  const { namespace } = service.metadata;
  const pods = podsWithLabels(store, namespace, service.spec.selector ?? {});
  return contentsOfService(service, [...store.list('Node'), ...pods], () =>
    contentsOf(
      service,
      pods.filter((pod) => !isOver(pod)),
      store,
    ),
  );
}

/** One slice for each set of ports and each hundred endpoints; an empty one where there is nothing to list. */
function contentsOf(service: Service, pods: readonly Pod[], store: Store): readonly SliceContent[] {
  return (service.spec.ipFamilies ?? ['IPv4']).flatMap((addressType) => {
    const groups = new Map<string, { ports: readonly EndpointPort[]; endpoints: Endpoint[] }>();
    for (const pod of pods) {
      const endpoint = endpointFor(pod, service, addressType, store);
      if (endpoint.addresses.length === 0) continue;
      const ports = portsOn(pod, service);
      const key = keyOfPorts(ports);
      const group = groups.get(key) ?? { ports, endpoints: [] };
      groups.set(key, group);
      group.endpoints.push(endpoint);
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
  const ports: EndpointPort[] = [];
  for (const { name = '', protocol, targetPort, appProtocol } of service.spec.ports ?? []) {
    const port =
      typeof targetPort === 'number'
        ? targetPort
        : findNamedPort(pod, targetPort, protocol)?.port.containerPort;
    if (port !== undefined)
      ports.push({ name, protocol, port, ...(appProtocol !== undefined && { appProtocol }) });
  }
  return ports;
}

function keyOfPorts(ports: readonly EndpointPort[]): string {
  return ports.map(({ name, protocol, port }) => `${name}/${protocol}/${port}`).join();
}

const endpointOfPod = rememberLast<Pod, Endpoint>();

/** The Services that ask the same of a Pod share its endpoint. */
function endpointFor(
  pod: Pod,
  { metadata, spec }: Service,
  addressType: string,
  store: Store,
): Endpoint {
  const { nodeName, subdomain } = pod.spec;
  const asked: Asked = {
    addressType,
    publishesNotReady: spec.publishNotReadyAddresses === true,
    distribution: spec.trafficDistribution,
    isNamed: subdomain === metadata.name,
    zone:
      nodeName === undefined
        ? undefined
        : store.get('Node', '', nodeName)?.metadata.labels?.[zoneLabel],
  };
  return endpointOfPod(pod, Object.values(asked), () => endpointOf(pod, asked));
}

/** What of a Service, and of the node, decides how a Pod is listed. */
interface Asked {
  readonly addressType: string;
  readonly publishesNotReady: boolean;
  readonly distribution: string | undefined;
  /** The Service is the Pod's subdomain, and lends it a name. */
  readonly isNamed: boolean;
  readonly zone: string | undefined;
}

function endpointOf(
  pod: Pod,
  { addressType, publishesNotReady, distribution, isNamed, zone }: Asked,
): Endpoint {
  const { name, namespace } = pod.metadata;
  const { nodeName, hostname } = pod.spec;
  const serving = isReady(pod);
  const terminating = isTerminating(pod);
  const ready = publishesNotReady || (serving && !terminating);
  const hints = ready ? hintsFor(distribution, zone, nodeName) : undefined;
  return {
    addresses: addressesOf(pod, addressType),
    conditions: { ready, serving, terminating },
    ...(hostname !== undefined && isNamed && { hostname }),
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
