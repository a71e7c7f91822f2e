import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { ClusterSpec } from '../../spec.ts';
import { addressAt } from '../cluster.ts';
import { serviceNameLabel } from '../kinds/endpointslice.ts';
import type { EndpointSlice, Node, Service } from '../kinds/types.ts';
import type { Store } from '../types.ts';

const excluding = 'node.kubernetes.io/exclude-from-external-load-balancers';
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

/**
 * Whether a node passes the health check of a Service's load balancer: under externalTrafficPolicy Local only with a ready endpoint
 * of its own, which kube-proxy tells at the healthCheckNodePort; else always (pkg/proxy/healthcheck).
 */
export function isHealthyFor({ spec, metadata }: Service, node: string, store: Store): boolean {
  if (spec.externalTrafficPolicy !== 'Local') return true;
  return slicesOf(metadata, store).some(({ endpoints }) =>
    endpoints.some(({ nodeName, conditions }) => nodeName === node && conditions?.ready !== false),
  );
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
    .filter((name) => isHealthyFor(service, name, store))
    .map((name) => ({ name, sum: bytesToHex(sha256(utf8ToBytes(`${name}#${address}`))) }))
    .sort((one, other) => (one.sum < other.sum ? -1 : 1))[0]?.name;
}

function slicesOf(
  { namespace, name }: Service['metadata'],
  store: Store,
): readonly EndpointSlice[] {
  return store
    .list('EndpointSlice')
    .filter(
      ({ metadata }) =>
        metadata.namespace === namespace && metadata.labels?.[serviceNameLabel] === name,
    );
}
