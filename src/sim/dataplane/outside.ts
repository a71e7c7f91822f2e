import { cidr, contains, ip, nth, type Cidr, type Ip } from '../net/index.ts';
import { hostResolver } from '../dns/index.ts';
import type { Store } from '../api/types.ts';
import { readPorts } from '../process/index.ts';
import type { ClusterSpec, OutsideHost } from '../spec.ts';
import { balancing } from './balancer/index.ts';
import type { Edge } from './balancer/parts/cloud.ts';
import { NetnsDraft } from './building.ts';
import { publishedNames } from './edge/index.ts';
import { anywhere, macOf } from './cni/parts/addresses.ts';
import { faultsCode } from './faults/index.ts';
import type { Building, Listener, Netns } from './types.ts';

/** Names of the layer 2 segments outside the nodes. */
export const nodeNetwork = 'node-network';
const internet = 'internet';

const internetCidr = cidr('203.0.113.0/24');

/** The router between the nodes' network and the world. */
export function draftRouter(spec: ClusterSpec): NetnsDraft {
  const network = cidr(spec.nodeCidr);
  const inside = nth(network, 1);
  const outside = nth(internetCidr, 1);
  const router = new NetnsDraft('host:router', 'router', []);
  router.addCard('eth0', macOf(inside), inside, network.prefix, nodeNetwork);
  router.addCard('eth1', macOf(outside), outside, internetCidr.prefix, internet);
  if (spec.faults?.firewall) faultsCode()?.guardNodes(router, 'eth1', spec);
  return router;
}

/**
 * What lies around the nodes: the router, a client and the hosts out there, a client on their own network, the control plane's address, and the
 * cloud's load balancer where there is one. The router drops silently what it has no route for, as routers that guard a private
 * network do. `seenBy` tells what the kube-proxy of a node knows.
 */
export function outsideOf(
  building: Building,
  router: NetnsDraft,
  seenBy: (node: string) => Store,
): readonly Netns[] {
  const { spec, nodes } = building;
  const network = cidr(spec.nodeCidr);
  const inside = nth(network, 1);
  const outside = nth(internetCidr, 1);
  const resolver = {
    ...hostResolver(
      spec,
      nodes.map((node) => [node.name, node.address]),
    ),
    published: publishedNames(building.store),
  };

  const client = new NetnsDraft('host:client', 'client', []);
  const clientAddress = nth(internetCidr, 50);
  client.addCard('eth0', macOf(clientAddress), clientAddress, internetCidr.prefix, internet);
  client.addRoute({ destination: anywhere, device: 'eth0', via: outside, because: [] });

  const world = hostsOutside(spec, router, resolver);

  const balancer =
    spec.loadBalancer === 'cloud'
      ? balancing(spec)?.draftBalancer(building, edgeBetween(network, router, client), seenBy)
      : undefined;
  const around = [
    router.finish({ listeners: [], resolver, forwards: true, unroutable: 'silent' }),
    ...(balancer
      ? [balancer.finish({ listeners: [], resolver, forwards: true, unroutable: 'silent' })]
      : []),
    client.finish({ listeners: [], resolver }),
    ...world,
  ];
  const taken = new Set<Ip>(nodes.map(({ address }) => address));
  const onNodeNetwork = hostsOnNodeNetwork.flatMap(([name, index, listeners]) => {
    const address = nth(network, index);
    if (taken.has(address)) return [];
    const host = new NetnsDraft(`host:${name}`, name, []);
    host.addCard('eth0', macOf(address), address, network.prefix, nodeNetwork);
    host.addRoute({ destination: anywhere, device: 'eth0', via: inside, because: [] });
    return [host.finish({ listeners, resolver })];
  });
  return [...around, ...onNodeNetwork];
}

/** The resolver of the world and the hosts it knows. Those whose address is not of the network out there are reached by a route of their own. */
function hostsOutside(
  { outside }: ClusterSpec,
  router: NetnsDraft,
  resolver: Netns['resolver'],
): readonly Netns[] {
  const dns = { name: 'dns', address: outside.resolver };
  const hosts = [dns, ...outside.hosts].filter(
    ({ address }, index, all) => all.findIndex((other) => other.address === address) === index,
  );
  return hosts.map(({ name, address, listens = '' }: OutsideHost) => {
    const own = ip(address);
    const host = new NetnsDraft(`host:${name}`, name, []);
    const isNear = contains(internetCidr, own);
    host.addCard('eth0', macOf(own), own, isNear ? internetCidr.prefix : 32, internet);
    const via = nth(internetCidr, 1);
    host.addRoute({ destination: anywhere, device: 'eth0', via, onlink: true, because: [] });
    if (!isNear)
      router.addRoute({
        destination: cidr(`${own}/32`),
        device: 'eth1',
        scope: 'link',
        because: [],
      });
    const open = readPorts(listens).map((port) => listenerOf(port, name));
    return host.finish({
      listeners: own === outside.resolver ? [...dnsListeners, ...open] : open,
      resolver,
    });
  });
}

const dnsListeners = (['UDP', 'TCP'] as const).map((protocol) =>
  listenerOf({ protocol, port: 53, address: ip('0.0.0.0'), server: 'resolver' }, 'dns'),
);

function listenerOf(port: ReturnType<typeof readPorts>[number], process: string): Listener {
  return { ...port, process, known: 'cluster', because: [] };
}

function edgeBetween(network: Cidr, router: NetnsDraft, client: NetnsDraft): Edge {
  return {
    nodeNetwork: { segment: nodeNetwork, range: network },
    internet: { segment: internet, range: internetCidr },
    hosts: [
      [router, 'eth1'],
      [client, 'eth0'],
    ],
  };
}

/** Where the API server of this cluster answers. */
const apiServer: Listener = {
  protocol: 'TCP',
  port: 6443,
  address: ip('0.0.0.0'),
  server: 'http',
  tls: true,
  process: 'kube-apiserver',
  known: 'cluster',
  because: [],
};

/**
 * The machines on the nodes' own network that are no nodes, each with its place in the range: the control plane, and a client that
 * knows of the cluster no more than ARP and the router tell it. Nodes of a manifest may have taken such an address.
 */
const hostsOnNodeNetwork: readonly (readonly [
  name: string,
  index: number,
  listeners: readonly Listener[],
])[] = [
  ['lan-client', 5, []],
  ['control-plane', 10, [apiServer]],
];
