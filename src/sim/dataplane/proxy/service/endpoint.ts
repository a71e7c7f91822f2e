import { itemOf, refTo } from '../../../api/index.ts';
import type { Endpoint, EndpointPort, EndpointSlice } from '../../../api/kinds/types.ts';
import type { Ref } from '../../../api/types.ts';
import { familyOf, readIp, withPort, type Ip, type IpFamily } from '../../../net/index.ts';
import type { ProxyVersion } from '../types.ts';

/** One address and port behind a Service port, as kube-proxy remembers it. */
export interface ServiceEndpoint {
  readonly ip: Ip;
  readonly port: number;
  /** `ip:port`, which also tells endpoints apart. */
  readonly text: string;
  readonly nodeName: string | undefined;
  readonly ready: boolean;
  readonly serving: boolean;
  readonly terminating: boolean;
  /** Zones this endpoint is meant for; empty when nothing is hinted. */
  readonly zoneHints: readonly string[];
  readonly nodeHints: readonly string[];
  /** The place in the EndpointSlice, and the Pod behind it. */
  readonly because: readonly Ref[];
}

const serviceNameLabel = 'kubernetes.io/service-name';

const grouped = new WeakMap<
  readonly EndpointSlice[],
  ReadonlyMap<string, readonly EndpointSlice[]>
>();

/** The slices of each Service, under `namespace/name`, in order of their names. */
export function slicesByService(
  slices: readonly EndpointSlice[],
): ReadonlyMap<string, readonly EndpointSlice[]> {
  const known = grouped.get(slices);
  if (known) return known;
  const groups = new Map<string, EndpointSlice[]>();
  for (const slice of slices) {
    const service = slice.metadata.labels?.[serviceNameLabel];
    if (service === undefined || service === '') continue;
    const key = `${slice.metadata.namespace}/${service}`;
    const group = groups.get(key);
    if (group) group.push(slice);
    else groups.set(key, [slice]);
  }
  for (const group of groups.values())
    group.sort((first, second) => (first.metadata.name < second.metadata.name ? -1 : 1));
  grouped.set(slices, groups);
  return groups;
}

/**
 * The endpoints that belong to a Service port, whether usable or not, each once, ordered by their text. A port belongs when
 * name and protocol are the same. Authority: pkg/proxy/endpointslicecache.go.
 */
export function endpointsOf(
  slices: readonly EndpointSlice[],
  portName: string,
  protocol: string,
  family: IpFamily,
  version: ProxyVersion,
): readonly ServiceEndpoint[] {
  const found = new Map<string, ServiceEndpoint>();
  for (const slice of slices) {
    if (slice.addressType === 'FQDN') continue;
    for (const port of slice.ports ?? []) {
      if (!isSamePort(port, portName, protocol) || !port.port) continue;
      for (const [index, endpoint] of slice.endpoints.entries()) {
        const read = readEndpoint(slice, endpoint, index, port.port);
        if (!read || familyOf(read.ip) !== family) continue;
        if (!found.has(read.text) || replaces(read, version)) found.set(read.text, read);
      }
    }
  }
  return [...found.values()].sort((first, second) => (first.text < second.text ? -1 : 1));
}

/** Absent means the same as in discovery/v1: no name, TCP. */
function isSamePort(port: EndpointPort, name: string, protocol: string): boolean {
  return (port.name ?? '') === name && (port.protocol ?? 'TCP') === protocol;
}

/**
 * An address may stand in two slices, or twice where a pod inherited that of a terminating one: then the running pod wins;
 * 1.28 took the first.
 */
function replaces(endpoint: ServiceEndpoint, version: ProxyVersion): boolean {
  return version !== '1.28' && !endpoint.terminating;
}

function readEndpoint(
  slice: EndpointSlice,
  endpoint: Endpoint,
  index: number,
  port: number,
): ServiceEndpoint | undefined {
  const ip = readIp(endpoint.addresses[0] ?? '');
  if (ip === undefined) return undefined;
  const { conditions = {}, hints, nodeName } = endpoint;
  return {
    ip,
    port,
    text: withPort(ip, port),
    nodeName,
    ready: conditions.ready ?? true,
    serving: conditions.serving ?? true,
    terminating: conditions.terminating ?? false,
    zoneHints: hints?.forZones?.map(({ name }) => name) ?? [],
    nodeHints: hints?.forNodes?.map(({ name }) => name) ?? [],
    because: causesOf(slice, endpoint, index),
  };
}

function causesOf(slice: EndpointSlice, { targetRef }: Endpoint, index: number): readonly Ref[] {
  const place = refTo(slice, itemOf('endpoints', index));
  if (targetRef?.kind !== 'Pod') return [place];
  const pod: Ref = {
    kind: 'Pod',
    namespace: targetRef.namespace ?? slice.metadata.namespace,
    name: targetRef.name,
    path: 'metadata.labels',
  };
  return [pod, place];
}
