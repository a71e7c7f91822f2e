import { isHealthyFor, itemOf, refTo, takesBalancedTraffic } from '../../../api/index.ts';
import type { Service } from '../../../api/kinds/types.ts';
import type { Ref, Store } from '../../../api/types.ts';
import { hostCidr, nth, readIp, type Cidr, type Ip } from '../../../net/index.ts';
import { NetnsDraft } from '../../building.ts';
import { anywhere, macOf } from '../../cni/parts/addresses.ts';
import { drop, inState, port, rule, toAddress, type Match } from '../../netfilter/index.ts';
import { isProxied } from '../../proxy/index.ts';
import type { Building, NetnsBuilding, NodeBuilding } from '../../types.ts';

/** Where the balancer stands between two networks. */
export interface Edge {
  readonly nodeNetwork: { readonly segment: string; readonly range: Cidr };
  readonly internet: { readonly segment: string; readonly range: Cidr };
  /** Whose routes lead what is meant for the balancer's addresses to it. */
  readonly hosts: readonly (readonly [host: NetnsBuilding, device: string])[];
}

/** An address of a Service's load balancer. */
interface FrontEnd {
  readonly service: Service;
  readonly address: Ip;
  readonly isProxy: boolean;
  /** Why it leads to these nodes. */
  readonly because: readonly Ref[];
  /** The nodes that take its traffic. */
  readonly nodes: readonly NodeBuilding[];
}

/**
 * A cloud's load balancer for TCP and UDP, as a host with a leg in each network. It hands packets on as they are, addressed to
 * itself, and answers go past it: so do Google's passthrough Network Load Balancer, and Amazon's with IP addresses preserved.
 * Which node a connection goes to is decided by a hash of its addresses and ports, as of several next hops of one route. One whose
 * `ipMode` is Proxy translates both ends instead. `undefined` when no Service has one.
 *
 * While no node passes its health check, all get traffic: both clouds do that. `seenBy` tells what the kube-proxy of a node
 * knows, for it is the one that is asked.
 */
export function draftBalancer(
  building: Building,
  edge: Edge,
  seenBy: (node: string) => Store,
): NetnsDraft | undefined {
  const frontEnds = frontEndsOf(building, seenBy);
  if (frontEnds.length === 0) return undefined;
  const because = frontEnds.map(({ service }) => refTo(service, 'spec.type'));
  const host = new NetnsDraft('host:load-balancer', 'load-balancer', because);
  const inside = nth(edge.nodeNetwork.range, 2);
  const outside = nth(edge.internet.range, 2);
  const { nodeNetwork, internet } = edge;
  host.addCard('eth0', macOf(inside), inside, nodeNetwork.range.prefix, nodeNetwork.segment);
  host.addCard('eth1', macOf(outside), outside, internet.range.prefix, internet.segment);
  const gateway = nth(internet.range, 1);
  host.addRoute({ destination: anywhere, device: 'eth1', via: gateway, because });
  for (const frontEnd of frontEnds) {
    if (frontEnd.isProxy) addTranslation(host, frontEnd, inside);
    else addPassage(host, frontEnd);
    const destination = hostCidr(frontEnd.address);
    for (const [neighbour, device] of edge.hosts)
      neighbour.addRoute({
        destination,
        device,
        via: outside,
        because: [refTo(frontEnd.service, 'spec.type')],
      });
  }
  return host;
}

function frontEndsOf(
  { spec, store, nodes }: Building,
  seenBy: (node: string) => Store,
): readonly FrontEnd[] {
  const known = new Set<string>(nodes.map(({ address }) => address));
  const usable = nodes.filter(({ name }) => {
    const node = store.get('Node', '', name);
    return node && takesBalancedTraffic(node);
  });
  return store.list('Service').flatMap((service) => {
    if (service.spec.type !== 'LoadBalancer') return [];
    const healthy = usable.filter(
      ({ name }) => isProxied(spec, name) && isHealthyFor(service, name, seenBy(name)),
    );
    const taking = healthy.length > 0 ? healthy : usable;
    const policy =
      service.spec.externalTrafficPolicy === 'Local'
        ? [refTo(service, 'spec.externalTrafficPolicy')]
        : [];
    const because = [refTo(service, 'spec.type'), ...policy];
    return (service.status?.loadBalancer?.ingress ?? []).flatMap(({ ip = '', ipMode }) => {
      const address = readIp(ip);
      if (!address || known.has(address) || taking.length === 0) return [];
      known.add(address);
      return [{ service, address, isProxy: ipMode === 'Proxy', because, nodes: taking }];
    });
  });
}

/** Its ports go to a node, whatever the node's own ports; the rest is dropped. */
function addPassage(host: NetnsBuilding, { service, address, nodes, because }: FrontEnd): void {
  const [first] = nodes;
  host.addRoute({
    destination: hostCidr(address),
    device: 'eth0',
    ...(nodes.length === 1 && first
      ? { via: first.address }
      : { nextHops: nodes.map((node) => node.address) }),
    because,
  });
  for (const { matches, ref } of portsOf(service, address))
    host.addRule('filter', 'FORWARD', rule(matches, { target: 'ACCEPT' }, [ref]));
  dropTheRest(host, service, address);
}

/** A connection to one of its ports becomes one of its own, to the node port of one of the nodes. */
function addTranslation(
  host: NetnsBuilding,
  { service, address, nodes, because }: FrontEnd,
  own: Ip,
): void {
  for (const { matches, nodePort, ref } of portsOf(service, address)) {
    if (nodePort === undefined) continue;
    nodes.forEach((node, index) => {
      const left = nodes.length - index;
      const chance: readonly Match[] =
        left === 1 ? [] : [{ match: 'statistic', probability: 1 / left }];
      const target = { target: 'DNAT', address: node.address, port: nodePort } as const;
      host.addRule('nat', 'PREROUTING', rule([...matches, ...chance], target, [ref]));
    });
  }
  const wasOurs: Match = { match: 'conntrack', originalDestination: hostCidr(address) };
  const snat = { target: 'SNAT', address: own } as const;
  host.addRule('nat', 'POSTROUTING', rule([wasOurs, inState('DNAT')], snat, because));
  dropTheRest(host, service, address);
}

function dropTheRest(host: NetnsBuilding, service: Service, address: Ip): void {
  const ports = [refTo(service, 'spec.ports')];
  host.addRule('filter', 'FORWARD', rule([toAddress(address)], drop, ports));
}

interface FrontPort {
  readonly matches: readonly Match[];
  readonly nodePort: number | undefined;
  readonly ref: Ref;
}

function portsOf(service: Service, address: Ip): readonly FrontPort[] {
  return (service.spec.ports ?? []).map(({ protocol, port: number, nodePort }, index) => ({
    matches: [toAddress(address), ...port(protocol, number)],
    nodePort,
    ref: refTo(service, `${itemOf('spec.ports', index)}.port`),
  }));
}
