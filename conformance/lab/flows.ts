import { namespaceOf, send, type Cluster, type NetnsId } from '../../src/sim/dataplane/index.ts';
import type { Service } from '../../src/sim/api/index.ts';
import { ip, type Ip } from '../../src/sim/net/index.ts';
import type { Sender, Trace } from '../../src/sim/trace/index.ts';

/** A question for the simulation and for the kernel. */
export interface Flow {
  readonly from: Sender;
  readonly netns: NetnsId;
  readonly protocol: 'TCP' | 'UDP' | 'ICMP';
  readonly address: Ip;
  /** 0 for a ping. */
  readonly port: number;
}

/** How a try ended; for connections, who answered and the source address they saw. */
export type Story = string;

const clientsMax = 2;
const serversMax = 2;
/** Ports nobody listens on in Pods, and that no Service has. */
const closedPort = 9;

/** Who asks: Pods that serve nothing, Pods that do (they may meet themselves), nodes, and the clients outside. */
function senders(cluster: Cluster): readonly Sender[] {
  const pods = cluster.store.list('Pod').flatMap(({ metadata: { namespace, name } }) => {
    const sender: Sender = { kind: 'pod', namespace, name };
    const netns = namespaceOf(cluster, sender);
    return namespace !== 'kube-system' && netns?.id.startsWith('pod:') ? [{ sender, netns }] : [];
  });
  const serving = pods.filter(({ netns }) => netns.listeners.length > 0);
  const others = pods.filter(({ netns }) => netns.listeners.length === 0);
  return [
    ...others.slice(0, clientsMax).map(({ sender }) => sender),
    ...serving.slice(0, serversMax).map(({ sender }) => sender),
    ...nodesOf(cluster).map((name): Sender => ({ kind: 'node', name })),
    { kind: 'host', name: 'client' },
    { kind: 'host', name: 'lan-client' },
  ];
}

function nodesOf({ namespaces }: Cluster): readonly string[] {
  return [...namespaces.keys()].flatMap((id) => (id.startsWith('node:') ? [id.slice(5)] : []));
}

type Target = Pick<Flow, 'protocol' | 'address' | 'port'>;

/** Where to: every way in that a Service has, and some Pods, at ports that are open and at ports that are not. */
function targets(cluster: Cluster): readonly Target[] {
  const services = cluster.store
    .list('Service')
    .filter(
      ({ metadata: { name, namespace } }) => name !== 'kubernetes' && namespace !== 'kube-system',
    );
  const nodes = nodesOf(cluster).flatMap(
    (name) =>
      cluster.namespaces.get(`node:${name}`)?.interfaces.get('eth0')?.addresses[0]?.ip ?? [],
  );
  const pods = [...cluster.namespaces.values()].filter(
    ({ id, listeners }) =>
      id.startsWith('pod:') && !id.startsWith('pod:kube-system/') && listeners.length > 0,
  );
  return [
    ...services.flatMap((service) => waysInto(service, nodes)),
    ...hostPortsOf(cluster, nodes),
    ...pods.slice(0, serversMax).flatMap((pod): readonly Target[] => {
      const address = pod.interfaces.get('eth0')?.addresses[0]?.ip;
      const port = pod.listeners.find(({ protocol }) => protocol === 'TCP')?.port;
      if (address === undefined || port === undefined) return [];
      return [
        { protocol: 'TCP', address, port },
        { protocol: 'TCP', address, port: closedPort },
        { protocol: 'ICMP', address, port: 0 },
      ];
    }),
  ];
}

/** Each host port at every node, whether or not its Pod is there. */
function hostPortsOf({ store }: Cluster, nodes: readonly Ip[]): readonly Target[] {
  const pods = store.list('Pod').filter(({ spec }) => spec.hostNetwork !== true);
  const ports = pods.flatMap(({ spec }) => spec.containers.flatMap(({ ports: all = [] }) => all));
  return ports.flatMap(({ protocol, hostPort }): readonly Target[] => {
    if (!hostPort || protocol === 'SCTP') return [];
    return [...nodes, ip('127.0.0.1')].map((address) => ({ protocol, address, port: hostPort }));
  });
}

function waysInto({ spec, status }: Service, nodes: readonly Ip[]): readonly Target[] {
  const addresses = [
    ...(spec.clusterIPs ?? []).filter((address) => address !== 'None'),
    ...(spec.externalIPs ?? []),
    ...(status?.loadBalancer?.ingress ?? []).flatMap((ingress) => ingress.ip ?? []),
  ].map(ip);
  const ports = (spec.ports ?? []).flatMap(({ protocol, port, nodePort }): readonly Target[] => {
    if (protocol === 'SCTP') return [];
    const atNodes = nodePort === undefined ? [] : [...nodes, ip('127.0.0.1')];
    return [
      ...addresses.map((address) => ({ protocol, address, port })),
      ...atNodes.map((address) => ({ protocol, address, port: nodePort ?? 0 })),
    ];
  });
  const { healthCheckNodePort } = spec;
  const checks = healthCheckNodePort === undefined ? [] : nodes;
  return [
    ...ports,
    ...checks.map((address) => ({
      protocol: 'TCP' as const,
      address,
      port: healthCheckNodePort ?? 0,
    })),
    ...addresses.slice(0, 1).flatMap((address): readonly Target[] => [
      { protocol: 'TCP', address, port: closedPort },
      { protocol: 'ICMP', address, port: 0 },
    ]),
  ];
}

/** All questions about a cluster, at most `flowsMax` of them, spread evenly over what there is to ask. */
export function flowsOf(cluster: Cluster, flowsMax: number): readonly Flow[] {
  const to = targets(cluster);
  const all = senders(cluster).flatMap((from) => {
    const netns = namespaceOf(cluster, from)?.id;
    return netns === undefined ? [] : to.map((target): Flow => ({ from, netns, ...target }));
  });
  const step = Math.max(1, all.length / flowsMax);
  return Array.from(
    { length: Math.min(all.length, flowsMax) },
    (_, index) => all[Math.floor(index * step)],
  ).filter((flow) => flow !== undefined);
}

/** Enough tries that every endpoint of a small Service has been met. */
const attempts = 48;

/** Everything that may come of a question, as the simulation has it. */
export function simulated(cluster: Cluster, flow: Flow): ReadonlySet<Story> {
  const { from, protocol, address, port } = flow;
  const to = `${protocol.toLowerCase()}://${address}${port === 0 ? '' : `:${port}`}`;
  const stories = new Set<Story>();
  for (let attempt = 0; attempt < attempts; attempt++)
    stories.add(storyOf(send(cluster, { from, to, attempt }).trace));
  return stories;
}

const verdicts: Readonly<Record<Trace['outcome']['result'], string>> = {
  delivered: 'connected',
  'http-error': 'connected',
  'no-tls': 'connected',
  'wrong-certificate': 'connected',
  refused: 'refused',
  reset: 'reset',
  'timed-out': 'timeout',
  unreachable: 'unreachable',
  unresolved: 'unresolved',
};

/** What servers say is none of the kernel's business: a connection that is open has succeeded. */
function storyOf({ outcome, legs }: Trace): Story {
  const accepted = legs.some(({ purpose, end }) => purpose === 'accept' && end === 'arrived');
  const there = legs.find(({ purpose }) => purpose === 'connect' || purpose === 'datagram');
  if (!accepted && outcome.result !== 'delivered') return verdicts[outcome.result];
  const arrived = there?.hops.at(-1);
  return arrived ? tellConnected(arrived.place.netns, arrived.after.source) : 'connected';
}

export function tellConnected(server: string, peer: string): Story {
  return `connected to ${server.replaceAll('/', '.')}, which saw ${peer}`;
}

export function describeFlow({ netns, protocol, address, port }: Flow): string {
  return `${netns} → ${protocol} ${address}${port === 0 ? '' : `:${port}`}`;
}
