import { rememberLast } from '../../../../base/remember.ts';
import { refTo } from '../../../api/index.ts';
import type { EndpointSlice, Service, ServicePort } from '../../../api/kinds/types.ts';
import type { FieldPath, Ref } from '../../../api/types.ts';
import type { Ip, IpFamily } from '../../../net/index.ts';
import { endpointsOf, slicesByService, type ServiceEndpoint } from './endpoint.ts';
import { clusterIpOf, readServiceFacts, type ServiceFacts } from './facts.ts';
import type { ProxyVersion } from '../types.ts';

/**
 * One port of a Service with everything kube-proxy needs to know about it, the same on every node. Authority:
 * pkg/proxy/serviceport.go.
 */
export interface ProxiedPort extends ServiceFacts {
  readonly service: Service;
  /** Place in `spec.ports`. */
  readonly index: number;
  /** `namespace/name:port`, without the colon for a port that has no name. */
  readonly name: string;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
  readonly clusterIp: Ip;
  readonly port: number;
  readonly nodePort: number | undefined;
  /** Reachable by something other than the cluster IP. */
  readonly externallyAccessible: boolean;
  /** Some traffic may go to endpoints on any node. */
  readonly usesClusterEndpoints: boolean;
  /** Some traffic may only go to endpoints on this node. */
  readonly usesLocalEndpoints: boolean;
  readonly endpoints: readonly ServiceEndpoint[];
  /** Nothing about a node decides how it treats the port: no endpoint is preferred near it, and no address let in for it. */
  readonly sameOnEveryNode: boolean;
}

/** A field of the Service of a port, as a cause. */
export function refOf({ service }: ProxiedPort, path: FieldPath): Ref {
  return refTo(service, path);
}

const listed = rememberLast<readonly Service[], readonly ProxiedPort[]>();
const portsOfService = rememberLast<Service, readonly ProxiedPort[]>();
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
  return listed(services, [slices, family, version], () => {
    const groups = slicesByService(slices);
    return [...services].sort(compareNames).flatMap((service) => {
      const { namespace, name } = service.metadata;
      const own = groups.get(`${namespace}/${name}`) ?? noSlices;
      return portsOfService(service, [family, version, ...own], () =>
        readPorts(service, own, family, version),
      );
    });
  });
}

function compareNames({ metadata: first }: Service, { metadata: second }: Service): number {
  if (first.namespace !== second.namespace) return first.namespace < second.namespace ? -1 : 1;
  return first.name < second.name ? -1 : 1;
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
  const shared = readServiceFacts(service, family, version);
  return (spec.ports ?? []).map((port, index) => {
    const externallyAccessible =
      (port.nodePort ?? 0) !== 0 ||
      shared.loadBalancerIps.length > 0 ||
      shared.externalIps.length > 0;
    const protocol = (port as Partial<ServicePort>).protocol ?? 'TCP';
    const endpoints = endpointsOf(slices, port.name ?? '', protocol, family, version);
    // Even under policy Local outside traffic may use all endpoints: that of pods and of the node is let through.
    const usesClusterEndpoints = !shared.internalPolicyLocal || externallyAccessible;
    const usesLocalEndpoints =
      shared.internalPolicyLocal || (shared.externalPolicyLocal && externallyAccessible);
    return {
      service,
      index,
      name: nameOf(service, port),
      protocol,
      clusterIp,
      port: port.port,
      nodePort: port.nodePort || undefined,
      externallyAccessible,
      usesClusterEndpoints,
      usesLocalEndpoints,
      endpoints,
      sameOnEveryNode:
        !usesLocalEndpoints && shared.sourceRanges.length === 0 && !endpoints.some(hasHints),
      ...shared,
    };
  });
}

function hasHints({ zoneHints, nodeHints }: ServiceEndpoint): boolean {
  return zoneHints.length > 0 || nodeHints.length > 0;
}

function nameOf({ metadata }: Service, { name }: ServicePort): string {
  const service = `${metadata.namespace}/${metadata.name}`;
  return name === undefined || name === '' ? service : `${service}:${name}`;
}
