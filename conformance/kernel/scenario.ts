import { createStore } from '../../src/sim/api/store.ts';
import type { Entry, Obj } from '../../src/sim/api/types.ts';
import { loadCnis, program, send, type Cluster } from '../../src/sim/dataplane/index.ts';
import { drop, port, rule } from '../../src/sim/dataplane/netfilter/index.ts';
import { defaultSpec } from '../../src/sim/spec.ts';
import type { Sender, Trace } from '../../src/sim/trace/index.ts';

/** A recorded cluster, as far as the simulation reads it. */
export interface Scenario {
  readonly network: { readonly style: string; readonly podCIDR: string };
  readonly nodes: readonly ScenarioNode[];
  readonly objects: readonly Obj[];
  readonly flows: readonly ScenarioFlow[];
}
interface ScenarioNode {
  readonly name: string;
  readonly ip: string;
  readonly podCIDR: string;
  readonly pods: readonly {
    readonly name: string;
    readonly ip: string;
    readonly ports: readonly { readonly protocol: string; readonly port: number }[];
  }[];
}
export interface ScenarioFlow {
  readonly id: string;
  readonly from: string;
  readonly to: { readonly ip: string; readonly port?: number; readonly protocol?: string };
  /** Try again until this endpoint answers. */
  readonly pin?: string;
  readonly before?: readonly { readonly in: string; readonly run: string }[];
  readonly repeat?: number;
}

await loadCnis();

const cniOfStyle: Readonly<Record<string, string>> = {
  'bridge-routes': 'flannel-host-gw',
  'bridge-vxlan': 'flannel',
  'calico-routes': 'calico',
};
const attemptsMax = 64;

/** The scenario's cluster, built by the simulation from its objects. */
export function clusterOf(scenario: Scenario): Cluster {
  const cni = cniOfStyle[scenario.network.style];
  if (cni === undefined) throw new Error(`no CNI plugin for ${scenario.network.style}`);
  const objects = [...scenario.nodes.flatMap(nodeAndPods), ...scenario.objects];
  const entries = objects.map((object): Entry => ({ object, source: { by: 'cluster' } }));
  return program(createStore(entries), {
    ...defaultSpec,
    cni,
    nodeCidr: '192.168.100.0/24',
    podCidr: scenario.network.podCIDR,
  });
}

/** The cluster after the commands a flow starts with: rules put in front of a filter chain. */
export function prepare(cluster: Cluster, flow: ScenarioFlow): Cluster {
  return (flow.before ?? []).reduce(
    (changed, { in: node, run }) => insertRule(changed, node, run),
    cluster,
  );
}

function insertRule(cluster: Cluster, node: string, command: string): Cluster {
  const words = /^iptables -I (\w+) -p udp --dport (\d+) -j DROP$/.exec(command);
  const netns = cluster.namespaces.get(`node:${node}`);
  const chain = netns?.iptables.filter?.chains.get(words?.[1] ?? '');
  if (!words || !netns?.iptables.filter || !chain)
    throw new Error(`cannot run ${command} on ${node}`);
  const blocked = rule(port('UDP', Number(words[2])), drop);
  const chains = new Map(netns.iptables.filter.chains);
  chains.set(chain.name, { ...chain, rules: [blocked, ...chain.rules] });
  const iptables = { ...netns.iptables, filter: { ...netns.iptables.filter, chains } };
  const namespaces = new Map(cluster.namespaces).set(netns.id, { ...netns, iptables });
  return { ...cluster, namespaces };
}

/** Sends the flow's packet, again with other dice while another endpoint than the pinned one answers. */
export function play(cluster: Cluster, flow: ScenarioFlow): Trace {
  const scheme = (flow.to.protocol ?? 'TCP').toLowerCase();
  const to = `${scheme}://${flow.to.ip}${flow.to.port === undefined ? '' : `:${flow.to.port}`}`;
  for (let attempt = 0; ; attempt++) {
    const { trace } = send(cluster, { from: senderOf(cluster, flow.from), to, attempt });
    const { answeredBy } = trace.outcome;
    if (flow.pin === undefined || answeredBy?.endsWith(`/${flow.pin}`) || attempt >= attemptsMax)
      return trace;
  }
}

function senderOf(cluster: Cluster, name: string): Sender {
  if (cluster.namespaces.has(`pod:default/${name}`))
    return { kind: 'pod', namespace: 'default', name };
  if (cluster.namespaces.has(`node:${name}`)) return { kind: 'node', name };
  return { kind: 'host', name };
}

function nodeAndPods(node: ScenarioNode): readonly Obj[] {
  const { name, ip, podCIDR } = node;
  const machine: Obj = {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, namespace: '' },
    spec: { podCIDR },
    status: { addresses: [{ type: 'InternalIP', address: ip }] },
  };
  const pods = node.pods.map((pod): Obj => {
    const ports = pod.ports.map(({ port, protocol }) => ({ containerPort: port, protocol }));
    return {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: pod.name, namespace: 'default' },
      spec: {
        nodeName: name,
        dnsPolicy: 'ClusterFirst',
        containers: [{ name: 'main', image: 'unknown', ports }],
      },
      status: { phase: 'Running', podIP: pod.ip, hostIP: ip, conditions: [] },
    };
  });
  return [machine, ...pods];
}
