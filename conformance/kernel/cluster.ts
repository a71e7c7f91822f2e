import { createStore } from '../../src/sim/api/store.ts';
import type { Entry, Obj } from '../../src/sim/api/types.ts';
import {
  prepare,
  program,
  type Cluster,
  type Netns,
  type NetnsId,
} from '../../src/sim/dataplane/index.ts';
import { setOfRanges } from '../../src/sim/dataplane/ipset/index.ts';
import type { Listener, Neighbor } from '../../src/sim/dataplane/types.ts';
import { cidr, ip } from '../../src/sim/net/index.ts';
import { defaultSpec, type ClusterSpec } from '../../src/sim/spec.ts';
import { outsideOf } from './outside.ts';
import type { Scenario, ScenarioNode, ScenarioPort } from './recording.ts';
import { rulesOf } from './rules.ts';

const cniOfStyle: Readonly<Record<string, string>> = {
  'bridge-routes': 'flannel-host-gw',
  'bridge-vxlan': 'flannel',
  'calico-routes': 'calico',
};

await prepare({ ...defaultSpec, cni: 'calico', proxyMode: 'nftables' });

/**
 * The scenario's cluster: interfaces, routes and rules as the simulation makes them out of the objects, what stands around it
 * as the recording says.
 */
export function clusterOf(scenario: Scenario): Cluster {
  const cluster = program(createStore(builtFrom(scenario)), specOf(scenario), undefined, '1.28');
  const inside = [...cluster.namespaces.values()].filter(({ id }) => !id.startsWith('host:'));
  const namespaces = [
    ...inside.map((netns) => asRecorded(netns, scenario)),
    ...outsideOf(scenario),
  ];
  return warm({ ...cluster, namespaces: new Map(namespaces.map((netns) => [netns.id, netns])) });
}

function specOf({ network, nodes }: Scenario): ClusterSpec {
  const cni = cniOfStyle[network.style];
  if (cni === undefined) throw new Error(`no CNI plugin for ${network.style}`);
  return {
    ...defaultSpec,
    cni,
    proxyMode: nodes.some(({ nft }) => nft) ? 'nftables' : 'iptables',
    nodeCidr: '192.168.100.0/24',
    podCidr: network.podCIDR,
    serviceCidr: network.serviceCIDR,
  };
}

/** The objects a cluster consists of: machines and Pods as the recording has them, and what was written for them. */
export function builtFrom({ nodes, objects }: Scenario): readonly Entry[] {
  const all = [...nodes.flatMap(nodeAndPods), ...objects];
  return all.map((object): Entry => ({ object, source: { by: 'cluster' } }));
}

/** What the scenario says besides the objects: who listens, and on nodes rules, sets and sysctls. */
function asRecorded(netns: Netns, { network, nodes }: Scenario): Netns {
  const node = nodes.find(({ name }) => netns.id === `node:${name}`);
  if (!node) {
    const pod = nodes.flatMap(({ pods }) => pods).find(({ name }) => name === netns.name);
    return { ...netns, listeners: (pod?.ports ?? []).map(listenerOf) };
  }
  const { bridgeNfCallIptables = true } = network;
  return {
    ...netns,
    listeners: (node.ports ?? []).map(listenerOf),
    iptables: rulesOf(netns.iptables, node),
    ipsets: setsOf(node),
    sysctls: { ...netns.sysctls, bridgeNfCallIptables },
  };
}

export function listenerOf({ protocol, port, ip: address = '0.0.0.0' }: ScenarioPort): Listener {
  return {
    protocol,
    port,
    address: ip(address),
    server: 'echo',
    process: 'server',
    known: 'cluster',
    because: [],
  };
}

function setsOf({ ipset = [] }: ScenarioNode): NonNullable<Netns['ipsets']> {
  const sets = new Map<string, ReturnType<typeof cidr>[]>();
  for (const line of ipset) {
    const [, created] = /^create (\S+) hash:net family inet$/.exec(line) ?? [];
    const [, name, range] = /^add (\S+) (\S+)$/.exec(line) ?? [];
    if (created !== undefined) sets.set(created, []);
    else if (name !== undefined && range !== undefined) sets.get(name)?.push(cidr(range));
    else throw new Error(`cannot read the ipset ${line}`);
  }
  return new Map([...sets].map(([name, ranges]) => [name, setOfRanges(ranges)]));
}

/** The recorded machines had spoken to each other: whoever is on the node network knows its neighbours without asking. */
function warm(cluster: Cluster): Cluster {
  const cards = [...cluster.namespaces.values()].flatMap((netns) => {
    const card = netns.interfaces.get('eth0');
    const address = card?.addresses[0];
    return card?.device.type === 'ethernet' && card.device.segment === 'node-network' && address
      ? [{ netns, neighbor: { ip: address.ip, mac: card.mac, device: 'eth0', because: [] } }]
      : [];
  });
  const namespaces = new Map<NetnsId, Netns>(cluster.namespaces);
  for (const { netns } of cards) {
    const others = cards.filter((card) => card.netns !== netns);
    const neighbors: readonly Neighbor[] = [
      ...netns.neighbors,
      ...others.map(({ neighbor }) => neighbor),
    ];
    namespaces.set(netns.id, { ...netns, neighbors });
  }
  return { ...cluster, namespaces };
}

function nodeAndPods(node: ScenarioNode): readonly Obj[] {
  const { name, ip: address, podCIDR } = node;
  const machine: Obj = {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, namespace: '' },
    spec: { podCIDR },
    status: { addresses: [{ type: 'InternalIP', address }] },
  };
  const pods = node.pods.map((pod): Obj => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: pod.name, namespace: 'default' },
    spec: {
      nodeName: name,
      dnsPolicy: 'ClusterFirst',
      containers: [{ name: 'main', image: 'unknown' }],
    },
    status: { phase: 'Running', podIP: pod.ip, hostIP: address, conditions: [] },
  }));
  return [machine, ...pods];
}
