import type { EndpointSlice, Service, ServicePort, ServiceSpec } from '../../api/kinds/types.ts';
import type { FieldPath, Ref } from '../../api/types.ts';
import { familyOf, readCidr, readIp, type Cidr, type Ip, type IpFamily } from '../../net/index.ts';
import { endpointsOf, slicesByService, type ServiceEndpoint } from './service-endpoints.ts';
import type { ProxyVersion } from './types.ts';

/** An address of a Service, and the field it comes from. */
export interface ServiceAddress {
  readonly ip: Ip;
  readonly path: FieldPath;
}

/**
 * One port of a Service with everything kube-proxy needs to know about it, the same on every node. Authority:
 * pkg/proxy/serviceport.go.
 */
export interface ProxiedPort {
  readonly service: Service;
  /** Place in `spec.ports`. */
  readonly index: number;
  /** `namespace/name:port`, without the colon for a port that has no name. */
  readonly name: string;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
  readonly clusterIp: Ip;
  readonly port: number;
  readonly nodePort: number | undefined;
  readonly externalIps: readonly ServiceAddress[];
  /** Load balancer addresses whose packets reach the node unchanged; not those of balancers that are proxies themselves. */
  readonly loadBalancerIps: readonly ServiceAddress[];
  /** Empty when everybody may come. */
  readonly sourceRanges: readonly { readonly range: Cidr; readonly path: FieldPath }[];
  readonly healthCheckNodePort: number | undefined;
  /** How long a client stays with its endpoint; absent without session affinity. */
  readonly affinitySeconds: number | undefined;
  readonly externalPolicyLocal: boolean;
  readonly internalPolicyLocal: boolean;
  /** Reachable by something other than the cluster IP. */
  readonly externallyAccessible: boolean;
  /** Some traffic may go to endpoints on any node. */
  readonly usesClusterEndpoints: boolean;
  /** Some traffic may only go to endpoints on this node. */
  readonly usesLocalEndpoints: boolean;
  /** The annotation that turned topology hints on, before 1.33 made it superfluous. */
  readonly hintsAnnotation: string;
  readonly endpoints: readonly ServiceEndpoint[];
}

/** A field of the Service of a port, as a cause. */
export function refOf({ service }: ProxiedPort, path: FieldPath): Ref {
  const { namespace, name } = service.metadata;
  return { kind: 'Service', namespace, name, path };
}

interface Known {
  readonly key: string;
  readonly slices: readonly EndpointSlice[];
  readonly ports: readonly ProxiedPort[];
}
const known = new WeakMap<Service, Known>();
const noSlices: readonly EndpointSlice[] = [];

/**
 * The ports of all Services of one address family, ordered by namespace, name and place in the Service. What was made for
 * the same Service and slices before is used again, so identity tells whether anything changed.
 */
export function proxiedPorts(
  services: readonly Service[],
  slices: readonly EndpointSlice[],
  family: IpFamily,
  version: ProxyVersion,
): readonly ProxiedPort[] {
  const groups = slicesByService(slices);
  return [...services]
    .sort(compareNames)
    .flatMap((service) =>
      portsOf(
        service,
        groups.get(`${service.metadata.namespace}/${service.metadata.name}`) ?? noSlices,
        family,
        version,
      ),
    );
}

function compareNames({ metadata: first }: Service, { metadata: second }: Service): number {
  if (first.namespace !== second.namespace) return first.namespace < second.namespace ? -1 : 1;
  return first.name < second.name ? -1 : 1;
}

function portsOf(
  service: Service,
  slices: readonly EndpointSlice[],
  family: IpFamily,
  version: ProxyVersion,
): readonly ProxiedPort[] {
  const key = `${family} ${version}`;
  const before = known.get(service);
  if (before?.key === key && isSame(before.slices, slices)) return before.ports;
  const ports = readPorts(service, slices, family, version);
  known.set(service, { key, slices, ports });
  return ports;
}

function isSame(first: readonly unknown[], second: readonly unknown[]): boolean {
  return first.length === second.length && first.every((each, index) => each === second[index]);
}

function readPorts(
  service: Service,
  slices: readonly EndpointSlice[],
  family: IpFamily,
  version: ProxyVersion,
): readonly ProxiedPort[] {
  const { spec } = service;
  const clusterIp = clusterIpOf(spec, family);
  // Headless Services and ExternalName are for DNS alone (pkg/proxy/util ShouldSkipService).
  if (clusterIp === undefined || spec.type === 'ExternalName') return [];
  const shared = readShared(service, family, version);
  return (spec.ports ?? []).map((port, index) => {
    const externallyAccessible =
      (port.nodePort ?? 0) !== 0 ||
      shared.loadBalancerIps.length > 0 ||
      shared.externalIps.length > 0;
    const protocol = (port as Partial<ServicePort>).protocol ?? 'TCP';
    return {
      ...shared,
      service,
      index,
      name: nameOf(service, port),
      protocol,
      clusterIp,
      port: port.port,
      nodePort: port.nodePort || undefined,
      externallyAccessible,
      // Even under policy Local outside traffic may use all endpoints: that of pods and of the node is let through.
      usesClusterEndpoints: !shared.internalPolicyLocal || externallyAccessible,
      usesLocalEndpoints:
        shared.internalPolicyLocal || (shared.externalPolicyLocal && externallyAccessible),
      endpoints: endpointsOf(slices, port.name ?? '', protocol, family, version),
    };
  });
}

function nameOf({ metadata }: Service, { name }: ServicePort): string {
  const service = `${metadata.namespace}/${metadata.name}`;
  return name === undefined || name === '' ? service : `${service}:${name}`;
}

/** Authority: GetClusterIPByFamily of pkg/proxy/util/utils.go. */
function clusterIpOf(spec: ServiceSpec, family: IpFamily): Ip | undefined {
  if (spec.clusterIP === undefined || spec.clusterIP === '' || spec.clusterIP === 'None')
    return undefined;
  const place = spec.ipFamilies?.indexOf(family) ?? 0;
  const text = spec.ipFamilies?.length ? spec.clusterIPs?.[place] : spec.clusterIP;
  const read = readIp(text ?? '');
  return read !== undefined && familyOf(read) === family ? read : undefined;
}

type Shared = Pick<
  ProxiedPort,
  | 'externalIps'
  | 'loadBalancerIps'
  | 'sourceRanges'
  | 'healthCheckNodePort'
  | 'affinitySeconds'
  | 'externalPolicyLocal'
  | 'internalPolicyLocal'
  | 'hintsAnnotation'
>;

/** What all ports of a Service have in common. */
function readShared(service: Service, family: IpFamily, version: ProxyVersion): Shared {
  const { spec, status, metadata } = service;
  const externalPolicyLocal =
    isOpenToOutside(spec, version) && spec.externalTrafficPolicy === 'Local';
  const ingress = (status?.loadBalancer?.ingress ?? []).map(({ ip = '', ipMode = 'VIP' }) =>
    version === '1.28' || ipMode === 'VIP' ? ip : '',
  );
  return {
    externalIps: addresses(spec.externalIPs ?? [], (index) => `spec.externalIPs[${index}]`, family),
    loadBalancerIps: addresses(
      ingress,
      (index) => `status.loadBalancer.ingress[${index}].ip`,
      family,
    ),
    sourceRanges: sourceRangesOf(spec, family, version),
    healthCheckNodePort:
      spec.type === 'LoadBalancer' && externalPolicyLocal
        ? spec.healthCheckNodePort || undefined
        : undefined,
    affinitySeconds:
      spec.sessionAffinity === 'ClientIP'
        ? (spec.sessionAffinityConfig?.clientIP?.timeoutSeconds ?? defaultAffinitySeconds)
        : undefined,
    externalPolicyLocal,
    internalPolicyLocal: spec.internalTrafficPolicy === 'Local',
    hintsAnnotation:
      metadata.annotations?.['service.kubernetes.io/topology-aware-hints'] ??
      metadata.annotations?.['service.kubernetes.io/topology-mode'] ??
      '',
  };
}

/** v1.DefaultClientIPServiceAffinitySeconds of pkg/apis/core. */
const defaultAffinitySeconds = 10_800;

/** Whether externalTrafficPolicy means anything: pkg/api/v1/service/util.go; external IPs alone count since 1.30. */
function isOpenToOutside(spec: ServiceSpec, version: ProxyVersion): boolean {
  if (spec.type === 'NodePort' || spec.type === 'LoadBalancer') return true;
  return version !== '1.28' && (spec.externalIPs ?? []).length > 0;
}

function addresses(
  texts: readonly string[],
  pathOf: (index: number) => FieldPath,
  family: IpFamily,
): readonly ServiceAddress[] {
  return texts.flatMap((text, index) => {
    const ip = readIp(text);
    return ip !== undefined && familyOf(ip) === family ? [{ ip, path: pathOf(index) }] : [];
  });
}

function sourceRangesOf(
  spec: ServiceSpec,
  family: IpFamily,
  version: ProxyVersion,
): ProxiedPort['sourceRanges'] {
  const ranges = (spec.loadBalancerSourceRanges ?? []).flatMap((text, index) => {
    const range = readCidr(text.trim());
    return range?.family === family
      ? [{ range, path: `spec.loadBalancerSourceRanges[${index}]` }]
      : [];
  });
  const everybody = ranges.some(({ range }) => range.prefix === 0);
  return everybody && version !== '1.28' ? [] : ranges;
}
