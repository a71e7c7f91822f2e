import { hashed } from '../service/hash.ts';
import type { ServiceEndpoint } from '../service/endpoint.ts';
import type { ProxiedPort } from '../service/port.ts';

/** Sets and maps that every table has (the constants at the top of pkg/proxy/nftables/proxier.go). */
export type SetName =
  | 'hairpin-connections'
  | 'cluster-ips'
  | 'nodeport-ips'
  | 'no-endpoint-services'
  | 'no-endpoint-nodeports'
  | 'firewall-ips'
  | 'service-ips'
  | 'service-nodeports';

/** The names of the chains that belong to one Service port. */
export interface PortChainNames {
  /** Spreads over the endpoints of all nodes. */
  readonly cluster: string;
  /** Spreads over the endpoints of this node. */
  readonly local: string;
  /** Where traffic from outside enters. */
  readonly external: string;
  /** Drops what loadBalancerSourceRanges do not allow. */
  readonly firewall: string;
}

/** What belongs to one endpoint when clients stay with theirs. */
export interface EndpointNames {
  readonly chain: string;
  /** The set of the clients that have this endpoint. */
  readonly affinity: string;
}

/** Names as servicePortChainNameBase makes them. */
export function chainNamesOf(port: ProxiedPort): PortChainNames {
  const base = withHash(pathOf(port));
  return {
    cluster: `service-${base}`,
    local: `local-${base}`,
    external: `external-${base}`,
    firewall: `firewall-${base}`,
  };
}

/** Names as servicePortEndpointChainNameBase makes them. */
export function endpointNamesOf(
  port: ProxiedPort,
  { ip, port: number }: ServiceEndpoint,
): EndpointNames {
  const base = withHash(`${pathOf(port)}__${ip.replaceAll(':', '.')}/${number}`);
  return { chain: `endpoint-${base}`, affinity: `affinity-${base}` };
}

function pathOf({ service, index, protocol }: ProxiedPort): string {
  const { namespace, name } = service.metadata;
  const portName = service.spec.ports?.[index]?.name ?? '';
  return `${namespace}/${name}/${protocol.toLowerCase()}/${portName}`;
}

/** What nft takes for a name (256), less the longest prefix (16). */
const lengthMax = 240;

function withHash(path: string): string {
  const name = `${hashed(path).slice(0, 8)}-${path}`;
  return name.length > lengthMax ? `${name.slice(0, lengthMax - 3)}...` : name;
}
