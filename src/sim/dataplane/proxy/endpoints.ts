import type { ServiceEndpoint } from './service/endpoint.ts';
import type { ProxiedPort } from './service/port.ts';
import type { ProxyConfig } from './types.ts';

/** The endpoints of a Service port that count on one node. */
export interface ChosenEndpoints {
  /** For traffic that may go to any node; absent when the port has no such traffic. */
  readonly cluster: readonly ServiceEndpoint[] | undefined;
  /** For traffic that must stay on the node; absent when the port has no such traffic. */
  readonly local: readonly ServiceEndpoint[] | undefined;
  /** All that can be reached from this node by either way. */
  readonly all: readonly ServiceEndpoint[];
  /** Some node has a usable endpoint, perhaps not this one. */
  readonly any: boolean;
}

type Node = Pick<ProxyConfig, 'nodeName' | 'nodeLabels' | 'version'>;

/**
 * Decides which endpoints count, once for all proxy modes: ready ones; where none is ready those that still serve while
 * they terminate (cluster and local each by itself); near ones where hints say so. Authority: CategorizeEndpoints of
 * pkg/proxy/topology.go.
 */
export function chooseEndpoints(port: ProxiedPort, node: Node): ChosenEndpoints {
  const { endpoints, usesClusterEndpoints, usesLocalEndpoints } = port;
  const isNear = usesClusterEndpoints ? nearness(port, node) : undefined;
  const cluster = usesClusterEndpoints
    ? fallBack(
        endpoints.filter((endpoint) => endpoint.ready && (isNear?.(endpoint) ?? true)),
        endpoints,
      )
    : undefined;
  if (!usesLocalEndpoints)
    return {
      cluster,
      local: undefined,
      all: cluster ?? [],
      any: (cluster ?? []).length > 0,
    };

  const here = endpoints.filter(({ nodeName }) => !!nodeName && nodeName === node.nodeName);
  const local = fallBack(here.filter(isReady), here);
  return {
    cluster,
    local,
    all: cluster ? union(cluster, local) : local,
    any: endpoints.some((endpoint) => isReady(endpoint) || isLeaving(endpoint)),
  };
}

const isReady = ({ ready }: ServiceEndpoint): boolean => ready;
const isLeaving = ({ serving, terminating }: ServiceEndpoint): boolean => serving && terminating;

/** KEP-1669: rather an endpoint that is going away than none. */
function fallBack(
  usable: readonly ServiceEndpoint[],
  all: readonly ServiceEndpoint[],
): readonly ServiceEndpoint[] {
  return usable.length > 0 ? usable : all.filter(isLeaving);
}

function union(
  first: readonly ServiceEndpoint[],
  second: readonly ServiceEndpoint[],
): readonly ServiceEndpoint[] {
  const more = second.filter((endpoint) => !first.includes(endpoint));
  return more.length === 0 ? first : [...first, ...more];
}

type Nearness = (endpoint: ServiceEndpoint) => boolean;

/**
 * How hints narrow the choice on this node; `undefined` when they do not. They count only when every ready endpoint has one
 * and at least one points here, so that nobody is left without endpoints (KEP-2433, KEP-3015).
 */
function nearness(port: ProxiedPort, node: Node): Nearness | undefined {
  const ready = port.endpoints.filter(isReady);
  const zone = node.nodeLabels['topology.kubernetes.io/zone'] ?? '';
  const sameNode: Nearness = ({ nodeHints }) => nodeHints.includes(node.nodeName);
  const sameZone: Nearness = ({ zoneHints }) => zoneHints.includes(zone);
  if (node.version === '1.28') {
    const mayUseHints = !['', 'disabled', 'Disabled'].includes(port.hintsAnnotation);
    if (!mayUseHints || zone === '') return undefined;
  } else if (ready.every(({ nodeHints }) => nodeHints.length > 0) && ready.some(sameNode)) {
    return sameNode;
  }
  return ready.every(({ zoneHints }) => zoneHints.length > 0) && ready.some(sameZone)
    ? sameZone
    : undefined;
}
