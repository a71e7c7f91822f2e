import type { EndpointSlice, Service } from '../../../api/kinds/types.ts';
import { withPort, type Ip } from '../../../net/index.ts';
import type { ConntrackEntry } from '../../conntrack.ts';
import { proxiedPorts } from '../service/port.ts';

/**
 * What is left of a node's connection table after kube-proxy has written its rules for these objects. Entries live as long as packets
 * come, and rules are asked for the first one only: a client that always sends from one UDP port would be led to an endpoint for ever
 * that is long gone. So entries of UDP that lead from a Service to none of its serving endpoints are deleted, but none of a
 * Service that has no serving endpoint at all. Those of TCP stay: there both sides notice. Authority: CleanStaleEntries of
 * pkg/proxy/conntrack/cleanup.go, as it is since 1.32.
 */
export function withoutStale(
  entries: readonly ConntrackEntry[],
  services: readonly Service[],
  slices: readonly EndpointSlice[],
): readonly ConntrackEntry[] {
  const serving = servingByFrontend(services, slices);
  const isStale = ({ original, reply }: ConntrackEntry): boolean =>
    [withPort(original.destination, original.destinationPort), `${original.destinationPort}`].some(
      (frontend) => serving.get(frontend)?.has(reply.source) === false,
    );
  return entries.filter((entry) => entry.original.protocol !== 'UDP' || !isStale(entry));
}

/** The endpoints that serve, by what clients ask: an address and a port of a Service, or a node port alone. */
function servingByFrontend(
  services: readonly Service[],
  slices: readonly EndpointSlice[],
): ReadonlyMap<string, ReadonlySet<Ip>> {
  const serving = new Map<string, ReadonlySet<Ip>>();
  for (const each of proxiedPorts(services, slices, 'IPv4', '1.36')) {
    const { protocol, clusterIp, loadBalancerIps, externalIps, port, nodePort, endpoints } = each;
    const ips = new Set(endpoints.flatMap((endpoint) => (endpoint.serving ? endpoint.ip : [])));
    if (protocol !== 'UDP' || ips.size === 0) continue;
    const others = [...loadBalancerIps, ...externalIps].map(({ ip }) => ip);
    for (const ip of [clusterIp, ...others]) serving.set(withPort(ip, port), ips);
    if (nodePort !== undefined) serving.set(`${nodePort}`, ips);
  }
  return serving;
}
