import type { Cluster, Netns } from '../../sim/dataplane/types.ts';

/** Who is around the nodes: on their network, between networks, and beyond. */
export interface Around {
  /** The network the nodes' cards are plugged into. */
  readonly nodeNetwork: string;
  readonly nodeCidr: string;
  readonly inside: readonly Netns[];
  readonly routers: readonly Netns[];
  readonly outside: readonly Netns[];
  /** Networks beyond the routers. */
  readonly beyond: readonly string[];
}

export function aroundOf(cluster: Cluster): Around {
  const all = [...cluster.namespaces.values()];
  const nodes = all.filter(({ id }) => id.startsWith('node:'));
  const hosts = all.filter(({ id }) => id.startsWith('host:'));
  const nodeNetwork = nodes.flatMap(segmentsOf)[0] ?? '';
  const isInside = (host: Netns): boolean => segmentsOf(host).includes(nodeNetwork);
  const isOutside = (host: Netns): boolean => segmentsOf(host).some((one) => one !== nodeNetwork);
  return {
    nodeNetwork,
    nodeCidr: cluster.spec.nodeCidr,
    inside: hosts.filter((host) => isInside(host) && !isOutside(host)),
    routers: hosts.filter((host) => isInside(host) && isOutside(host)),
    outside: hosts.filter((host) => !isInside(host)),
    beyond: [...new Set(hosts.flatMap(segmentsOf))].filter((one) => one !== nodeNetwork),
  };
}

function segmentsOf(netns: Netns): readonly string[] {
  return [...netns.interfaces.values()].flatMap(({ device }) =>
    device.type === 'ethernet' ? [device.segment] : [],
  );
}
