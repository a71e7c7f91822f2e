import type { Pod, Service, ServicePort } from '../../sim/api/kinds/types.ts';
import { namespaceOf, readTarget, type Target } from '../../sim/dataplane/index.ts';
import type { Cluster, Netns } from '../../sim/dataplane/types.ts';
import { destinationPortOf, type Ip, type Packet, type Protocol } from '../../sim/net/index.ts';
import type { Hop, Leg, Trace } from '../../sim/trace/types.ts';
import { serviceName } from './names.ts';

/** A Service that a request was meant for, and how it was called. */
export interface Addressed {
  readonly service: Service;
  /** `proxy`: a proxy was asked, and this is the backend it chose. `name`: only by name, as there was no packet for it, or the name leads to the Pods themselves. */
  readonly by: 'cluster-ip' | 'node-port' | 'external-ip' | 'name' | 'proxy';
  /** The entry of `spec.ports` that fits; absent when the Service has no such port. */
  readonly port?: NumberedPort;
}

export interface NumberedPort {
  readonly port: ServicePort;
  /** Place in `spec.ports`. */
  readonly index: number;
}

/** What the rules need to know of a trace, worked out once. */
export interface Situation {
  readonly cluster: Cluster;
  readonly trace: Trace;
  readonly failed: boolean;
  readonly target?: Target;
  readonly sender?: Netns;
  /** The namespace in which names are completed and Services looked for: the sender's, `default` for those that have none. */
  readonly namespace: string;
  /** The packet that decided, as its sender's process sent it: the one that failed, or the first to the server. */
  readonly asked?: Packet;
  /** The hop at which it ended. */
  readonly stop?: Hop<'stop'>;
  readonly addressed?: Addressed;
  /** The Pod whose network namespace the packet reached last. */
  readonly reached?: Pod;
}

const known = new WeakMap<Trace, Situation>();

export function situationOf(cluster: Cluster, trace: Trace): Situation {
  const remembered = known.get(trace);
  if (remembered?.cluster === cluster) return remembered;
  const situation = workOut(cluster, trace);
  known.set(trace, situation);
  return situation;
}

function workOut(cluster: Cluster, trace: Trace): Situation {
  const { from, to } = trace.request;
  const target = readTarget(to);
  const sender = namespaceOf(cluster, from);
  const namespace = from.kind === 'pod' ? from.namespace : 'default';
  const asked = askedPacket(trace);
  const stop = stopOf(trace);
  const addressed =
    byProxy(cluster, trace) ??
    (asked && byAddress(cluster, asked)) ??
    byName(cluster, target, namespace);
  const reached = stop && podOf(cluster, stop.place.netns);
  return {
    cluster,
    trace,
    failed: trace.outcome.result !== 'delivered',
    namespace,
    ...(target && { target }),
    ...(sender && { sender }),
    ...(asked && { asked }),
    ...(stop && { stop }),
    ...(addressed && { addressed }),
    ...(reached && { reached }),
  };
}

const asking: readonly Leg['purpose'][] = ['dns-query', 'connect', 'datagram', 'request'];

/** A lookup that was answered decided nothing, unless nothing came after it. */
function askedPacket({ legs, outcome }: Trace): Packet | undefined {
  const until = outcome.at === undefined ? legs : legs.slice(0, outcome.at.leg + 1);
  const deciding =
    outcome.at === undefined
      ? until.find(({ purpose }) => purpose === 'connect' || purpose === 'datagram')
      : undefined;
  const leg = deciding ?? until.findLast(({ purpose }) => asking.includes(purpose));
  if (outcome.result === 'unresolved' && until.at(-1)?.end === 'arrived') return undefined;
  return leg?.hops.find(({ step }) => step === 'send')?.after;
}

function stopOf({ legs, outcome }: Trace): Hop<'stop'> | undefined {
  const hop = outcome.at && legs[outcome.at.leg]?.hops[outcome.at.hop];
  return hop?.step === 'stop' ? hop : undefined;
}

/** Whether a packet from outside found no route out there either: the cluster has never seen it. */
export function isLostOutside({ stop, trace }: Situation): boolean {
  const isFromOutside = trace.request.from.kind === 'host';
  return isFromOutside && stop?.reason === 'no-route' && stop.place.netns.startsWith('host:');
}

/** The Pod that owns a network namespace. */
export function podOf(cluster: Cluster, netns: Netns['id']): Pod | undefined {
  const [, namespace, name] = /^pod:([^/]*)\/(.*)$/.exec(netns) ?? [];
  return namespace === undefined || name === undefined
    ? undefined
    : cluster.store.get('Pod', namespace, name);
}

/** The Service that a packet's destination means, by cluster IP, external address or node port. */
function byAddress(cluster: Cluster, packet: Packet): Addressed | undefined {
  const { destination, transport } = packet;
  const services = cluster.store.list('Service');
  const port = destinationPortOf(packet);
  const virtual = services.find(({ spec }) =>
    [spec.clusterIP, ...(spec.clusterIPs ?? [])].includes(destination),
  );
  if (virtual)
    return { service: virtual, by: 'cluster-ip', ...fitting(virtual, transport.protocol, port) };
  const external = services.find((service) => externalAddresses(service).includes(destination));
  if (external)
    return { service: external, by: 'external-ip', ...fitting(external, transport.protocol, port) };
  if (!nodeWith(cluster, destination)) return undefined;
  for (const service of services) {
    const fits = portsOf(service).find(
      ({ port: { nodePort, protocol } }) => nodePort === port && protocol === transport.protocol,
    );
    if (port !== undefined && fits) return { service, by: 'node-port', port: fits };
  }
  return undefined;
}

/** The hop at which a proxy decided last. */
export function proxyHopOf({ legs }: Trace): Hop<'proxy'> | undefined {
  return legs
    .flatMap(({ hops }) => hops)
    .findLast(
      (hop): hop is Hop<'proxy'> => hop.step === 'proxy' && hop.decided.type !== 'upstream-failed',
    );
}

/** The Service that a proxy asked, or could not ask. */
function byProxy(cluster: Cluster, trace: Trace): Addressed | undefined {
  const hop = proxyHopOf(trace);
  if (!hop) return undefined;
  const { decided, because } = hop;
  const ref = because.find(({ kind }) => kind === 'Service');
  const { namespace, name } = decided.type === 'forward' ? decided.backend : (ref ?? {});
  const service = cluster.store.get('Service', namespace ?? '', name ?? '');
  if (!service) return undefined;
  const number = decided.type === 'forward' ? decided.backend.port : service.spec.ports?.[0]?.port;
  return { service, by: 'proxy', ...fitting(service, 'TCP', number) };
}

function byName(
  cluster: Cluster,
  target: Target | undefined,
  namespace: string,
): Addressed | undefined {
  const name = target && serviceName(target.host, namespace);
  const service = name && cluster.store.get('Service', name.namespace, name.service);
  return service && { service, by: 'name', ...fitting(service, protocolOf(target), target.port) };
}

/** The protocol a target of this scheme is spoken to with. */
export function protocolOf(target: Target): 'TCP' | 'UDP' | 'SCTP' {
  if (target.scheme === 'udp') return 'UDP';
  return target.scheme === 'sctp' ? 'SCTP' : 'TCP';
}

export function portsOf(service: Service): readonly NumberedPort[] {
  return (service.spec.ports ?? []).map((port, index) => ({ port, index }));
}

function fitting(
  service: Service,
  protocol: Protocol,
  number: number | undefined,
): { readonly port?: NumberedPort } {
  const port = portsOf(service).find(
    (each) => each.port.port === number && each.port.protocol === protocol,
  );
  return port ? { port } : {};
}

function externalAddresses({ spec, status }: Service): readonly (string | undefined)[] {
  return [
    ...(spec.externalIPs ?? []),
    ...(status?.loadBalancer?.ingress ?? []).map(({ ip }) => ip),
  ];
}

/** The node that has this address on its network card. */
export function nodeWith(cluster: Cluster, address: Ip): Netns | undefined {
  return [...cluster.namespaces.values()].find(
    (netns) => netns.id.startsWith('node:') && addressOf(netns) === address,
  );
}

/** The address of a namespace's eth0, which is what others know it by. */
export function addressOf(netns: Netns): Ip | undefined {
  return netns.interfaces.get('eth0')?.addresses[0]?.ip;
}

/** Whether it failed for want of endpoints: no rule leads on or, for a headless Service, its name has no address. */
export function lacksEndpoints({ trace, addressed }: Situation): boolean {
  const { reason } = trace.outcome;
  if (reason === 'no-endpoints') return true;
  const noAddress = reason === 'name-not-found' || reason === 'name-without-record';
  return noAddress && addressed?.by === 'name' && addressed.service.spec.clusterIP === 'None';
}
