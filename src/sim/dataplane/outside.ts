import { cidr, ip, nth, type Cidr, type Ip } from '../net/index.ts';
import { hostResolver } from '../dns/index.ts';
import type { Store } from '../api/types.ts';
import type { ClusterSpec } from '../spec.ts';
import { balancing } from './balancer/index.ts';
import type { Edge } from './balancer/parts/cloud.ts';
import { NetnsDraft } from './building.ts';
import { publishedNames } from './edge/index.ts';
import { anywhere, macOf } from './cni/parts/addresses.ts';
import { guardNodes } from './firewall.ts';
import type { Building, Netns } from './types.ts';

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
  guardNodes(router, 'eth1', spec);
  return router;
}

/**
 * What lies around the nodes: the router, a client out there, the control plane's address, and the cloud's load balancer where
 * there is one. The router drops silently what it has no route for, as routers that guard a private network do. `seenBy` tells what
 * the kube-proxy of a node knows.
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
  const resolver = hostResolver(nodes.map((node) => [node.name, node.address]));

  const client = new NetnsDraft('host:client', 'client', []);
  const clientAddress = nth(internetCidr, 50);
  client.addCard('eth0', macOf(clientAddress), clientAddress, internetCidr.prefix, internet);
  client.addRoute({ destination: anywhere, device: 'eth0', via: outside, because: [] });

  const balancer =
    spec.loadBalancer === 'cloud'
      ? balancing(spec)?.draftBalancer(building, edgeBetween(network, router, client), seenBy)
      : undefined;
  const around = [
    router.finish({ listeners: [], resolver, forwards: true, unroutable: 'silent' }),
    ...(balancer
      ? [balancer.finish({ listeners: [], resolver, forwards: true, unroutable: 'silent' })]
      : []),
    client.finish({
      listeners: [],
      resolver: { ...resolver, published: publishedNames(building.store) },
    }),
  ];
  const controlPlane = controlPlaneAddress(spec);
  if (nodes.some(({ address }) => address === controlPlane)) return around;
  return [...around, controlPlaneHost(controlPlane, inside, network.prefix, resolver)];
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

/** The tenth address of the node network: where the API server of this cluster answers. */
function controlPlaneAddress(spec: ClusterSpec): Ip {
  return nth(cidr(spec.nodeCidr), 10);
}

function controlPlaneHost(
  address: Ip,
  gateway: Ip,
  prefix: number,
  resolver: Netns['resolver'],
): Netns {
  const host = new NetnsDraft('host:control-plane', 'control-plane', []);
  host.addCard('eth0', macOf(address), address, prefix, nodeNetwork);
  host.addRoute({ destination: anywhere, device: 'eth0', via: gateway, because: [] });
  const listener = {
    protocol: 'TCP',
    port: 6443,
    address: ip('0.0.0.0'),
    server: 'http',
    process: 'kube-apiserver',
    known: 'cluster',
    because: [],
  } as const;
  return host.finish({ listeners: [listener], resolver });
}
