import type { ServiceEndpoint } from '../service/endpoint.ts';
import { hashed } from '../service/hash.ts';
import type { ProxiedPort } from '../service/port.ts';

/** The names of the chains that belong to one Service port. */
export interface PortChainNames {
  /** Spreads over the endpoints of all nodes. */
  readonly cluster: string;
  /** Spreads over the endpoints of this node. */
  readonly local: string;
  /** Where traffic from outside enters. */
  readonly external: string;
  /** Lets in what loadBalancerSourceRanges allow. */
  readonly firewall: string;
}

/** Names as portProtoHash of pkg/proxy/iptables/proxier.go makes them. */
export function chainNamesOf(port: ProxiedPort): PortChainNames {
  const hash = hashed(`${port.name}${port.protocol.toLowerCase()}`);
  return {
    cluster: `KUBE-SVC-${hash}`,
    local: `KUBE-SVL-${hash}`,
    external: `KUBE-EXT-${hash}`,
    firewall: `KUBE-FW-${hash}`,
  };
}

/** The chain that sends to one endpoint: servicePortEndpointChainName. */
export function endpointChainName(port: ProxiedPort, endpoint: ServiceEndpoint): string {
  return `KUBE-SEP-${hashed(`${port.name}${port.protocol.toLowerCase()}${endpoint.text}`)}`;
}
