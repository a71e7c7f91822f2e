import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { ClusterSpec } from '../../spec.ts';
import { addressAt } from '../cluster.ts';
import { serviceNameLabel } from '../kinds/endpointslice.ts';
import type { EndpointSlice, Node, Service } from '../kinds/types.ts';
import type { Store } from '../types.ts';

const excluding = 'node.kubernetes.io/exclude-from-external-load-balancers';
/** ToBeDeletedTaint */
const leaving = 'ToBeDeletedByClusterAutoscaler';
/** The last addresses of the node network are nobody's: nodes count from its other end. */
const poolFirst = 240;
const poolLast = 250;

/** The addresses that MetalLB has to give: `192.168.0.240-192.168.0.250`. */
export function layer2Pool({ nodeCidr }: Pick<ClusterSpec, 'nodeCidr'>): readonly string[] {
  return Array.from(
    { length: poolLast - poolFirst + 1 },
    (_, index) => addressAt(nodeCidr, poolFirst + index) ?? [],
  ).flat();
}

/** Whether load balancers may use a node (nodeIncludedPredicate of cloud-provider's controllers/service). */
export function takesBalancedTraffic({ metadata }: Node): boolean {
  return metadata.labels?.[excluding] === undefined;
}

/** Whether kube-proxy calls its node fit for new traffic, at /healthz: until the autoscaler is about to remove it (NodeEligible of pkg/proxy/healthcheck). */
export function isEligible({ spec }: Node): boolean {
  return !spec?.taints?.some(({ key }) => key === leaving);
}

/** How many ready endpoints of a Service are on a node, each address counted once (LocalReadyEndpoints of pkg/proxy/endpointschangetracker.go). */
export function localEndpointsOf(
  { metadata }: Service,
  node: string,
  store: Pick<Store, 'list'>,
): number {
  const local = slicesOf(metadata, store).flatMap(({ endpoints }) =>
    endpoints.filter(
      ({ nodeName, conditions }) => nodeName === node && conditions?.ready !== false,
    ),
  );
  return new Set(local.map(({ addresses }) => addresses[0])).size;
}

/**
 * Whether a node passes the health check of a Service's load balancer: under externalTrafficPolicy Local that of the Service, at its
 * healthCheckNodePort; else that of kube-proxy itself, at port 10256 (KEP-3836).
 */
export function isHealthyFor(service: Service, node: string, store: Store): boolean {
  if (service.spec.externalTrafficPolicy === 'Local')
    return localEndpointsOf(service, node, store) > 0;
  const object = store.get('Node', '', node);
  return object === undefined || isEligible(object);
}

/**
 * The node whose MetalLB speaker answers by ARP for an address of a Service: of those it may be, the first by the SHA-256 sum of
 * `node#address`. Nobody does for a Service without endpoints, or for an address outside the pool (metallb,
 * speaker/layer2_controller.go, ShouldAnnounce).
 */
export function layer2NodeOf(
  service: Service,
  address: string,
  store: Store,
  nodeCidr: string,
): string | undefined {
  const { spec, metadata } = service;
  if (spec.type !== 'LoadBalancer' || spec.loadBalancerClass !== undefined) return undefined;
  if (!layer2Pool({ nodeCidr }).includes(address)) return undefined;
  const hasEndpoint = slicesOf(metadata, store).some(({ endpoints }) =>
    endpoints.some(({ conditions }) => conditions?.ready !== false),
  );
  if (!hasEndpoint) return undefined;
  return store
    .list('Node')
    .filter(takesBalancedTraffic)
    .map(({ metadata: { name } }) => name)
    .filter(
      (name) =>
        spec.externalTrafficPolicy !== 'Local' || localEndpointsOf(service, name, store) > 0,
    )
    .map((name) => ({ name, sum: bytesToHex(sha256(utf8ToBytes(`${name}#${address}`))) }))
    .sort((one, other) => (one.sum < other.sum ? -1 : 1))[0]?.name;
}

function slicesOf(
  { namespace, name }: Service['metadata'],
  store: Pick<Store, 'list'>,
): readonly EndpointSlice[] {
  return store
    .list('EndpointSlice')
    .filter(
      ({ metadata }) =>
        metadata.namespace === namespace && metadata.labels?.[serviceNameLabel] === name,
    );
}
