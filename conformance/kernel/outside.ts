import type { Netns, Route } from '../../src/sim/dataplane/index.ts';
import { NetnsDraft } from '../../src/sim/dataplane/building.ts';
import { macOf } from '../../src/sim/dataplane/cni/parts/addresses.ts';
import { hostResolver } from '../../src/sim/dns/index.ts';
import { readNetfilter } from '../../src/sim/dataplane/netfilter/read/save.ts';
import type { Netfilter } from '../../src/sim/dataplane/netfilter/index.ts';
import { cidr, hostCidr, ip, type Cidr } from '../../src/sim/net/index.ts';
import { defaultSpec } from '../../src/sim/spec.ts';
import { listenerOf } from './cluster.ts';
import type { LoadBalancer, Scenario, ScenarioHost } from './recording.ts';

const edgeAddress = '192.168.100.1';
const wanAddress = '203.0.113.1';
const anywhere = cidr('0.0.0.0/0');
const resolver = hostResolver(defaultSpec);

/** The machines outside the cluster, and the edge router between them and the nodes, which may be a load balancer too. */
export function outsideOf({ hosts = [], loadBalancers = [] }: Scenario): readonly Netns[] {
  return [edgeOf(hosts, loadBalancers), ...hosts.map(hostOf)];
}

/** It has a line to each host, and swallows what it has no route for. */
function edgeOf(hosts: readonly ScenarioHost[], loadBalancers: readonly LoadBalancer[]): Netns {
  const edge = new NetnsDraft('host:edge', 'edge', []);
  edge.addCard('eth0', macOf(ip(edgeAddress)), edgeAddress, 24, 'node-network');
  for (const host of hosts) {
    addLine(edge, `to-${host.name}`, wanAddress, host);
    edge.addRoute(onLink(hostCidr(ip(host.ip)), `to-${host.name}`));
  }
  for (const { vip, mode, targets } of loadBalancers) {
    const [node] = targets[0]?.split(':') ?? [];
    if (mode === 'passthrough' && node !== undefined)
      edge.addRoute({ ...onLink(hostCidr(ip(vip)), 'eth0'), via: ip(node) });
  }
  return edge.finish({
    listeners: [],
    resolver,
    iptables: translationOf(loadBalancers),
    forwards: true,
    unroutable: 'silent',
  });
}

function hostOf(host: ScenarioHost): Netns {
  const netns = new NetnsDraft(`host:${host.name}`, host.name, []);
  addLine(netns, 'eth0', host.ip, host);
  netns.addRoute(onLink(hostCidr(ip(wanAddress)), 'eth0'));
  netns.addRoute({ ...onLink(anywhere, 'eth0'), via: ip(wanAddress) });
  return netns.finish({ listeners: (host.ports ?? []).map(listenerOf), resolver });
}

/** One end of the line between the edge and a host. */
function addLine(netns: NetnsDraft, name: string, address: string, host: ScenarioHost): void {
  netns.addInterface({
    name,
    mac: macOf(ip(host.ip), name === 'eth0' ? 'near' : 'far'),
    addresses: [{ ip: ip(address), prefix: 32 }],
    mtu: 1500,
    device: { type: 'ethernet', segment: `line-${host.name}` },
    because: [],
  });
}

function onLink(destination: Cidr, device: string): Route {
  return { destination, device, scope: 'link', because: [] };
}

/** The rules a load balancer that translates has on the edge. */
function translationOf(loadBalancers: readonly LoadBalancer[]): Netfilter {
  const rules = loadBalancers
    .filter(({ mode }) => mode !== 'passthrough')
    .flatMap(({ vip, port, mode, targets, protocol = 'tcp' }) =>
      targets.flatMap((target) => [
        `-A PREROUTING -d ${vip}/32 -p ${protocol} -m ${protocol} --dport ${port} -j DNAT --to-destination ${target}`,
        ...(mode === 'snat'
          ? [
              `-A POSTROUTING -d ${target.split(':')[0]}/32 -p ${protocol} -m conntrack --ctorigdst ${vip} -j MASQUERADE`,
            ]
          : []),
      ]),
    );
  if (rules.length === 0) return {};
  const { netfilter, problems } = readNetfilter(
    ['*nat', ':PREROUTING ACCEPT', ':POSTROUTING ACCEPT', ...rules, 'COMMIT'].join('\n'),
  );
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return netfilter;
}
