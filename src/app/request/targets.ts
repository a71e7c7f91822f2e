import { internalIpOf } from '../../sim/api/index.ts';
import type { Service } from '../../sim/api/kinds/types.ts';
import type { Store } from '../../sim/api/types.ts';
import type { Cluster } from '../../sim/dataplane/types.ts';
import type { Sender } from '../../sim/trace/types.ts';
import { lookupsOf } from './lookups.ts';

/** Ports on which no HTTP is spoken: `curl` would only confuse there. */
const plainPorts = new Set([53, 3306, 5432, 6379, 9092, 11211, 27017]);
const suggestionsMax = 60;

/** A host's name or address, and a port of it. */
type Target = readonly [host: string, port: number];

/**
 * Targets worth trying from `sender`, as one would type them. Only Pods ask the cluster's DNS; nodes reach Services by their
 * addresses, and from outside there are node ports. Lookups come last, or first where `typed` begins like one.
 */
export function suggestTargets(
  { store, spec, namespaces }: Cluster,
  sender: Sender | undefined,
  typed = '',
): readonly string[] {
  const services = store.list('Service').filter(isOwn);
  const nodePorts = nodePortTargets(store, services);
  const pods = podTargets(store);
  const reachable = (): readonly Target[] => {
    const balanced = services.flatMap(balancedTargets);
    if (sender?.kind === 'host')
      return [...publishedTargets(namespaces), ...balanced, ...nodePorts, ...pods];
    const hostOf =
      sender?.kind === 'pod'
        ? dnsNameFrom(sender.namespace)
        : ({ spec }: Service) => spec.clusterIP;
    return [
      ...services.flatMap((service) => serviceTargets(service, hostOf(service))),
      ...balanced,
      ...nodePorts,
      ...pods,
    ];
  };
  const world = spec.outside.hosts.map(({ name }) => name).filter((name) => !name.startsWith('*'));
  const targets = [...reachable().map(written), ...world];
  const lookups =
    sender?.kind === 'pod' ? lookupsOf(services, store, dnsNameFrom(sender.namespace)) : [];
  const all = typed.startsWith('dns:') ? [...lookups, ...targets] : [...targets, ...lookups];
  return [...new Set(all)].slice(0, suggestionsMax);
}

function isOwn({ metadata }: { readonly metadata: { readonly namespace: string } }): boolean {
  return metadata.namespace !== 'kube-system';
}

function dnsNameFrom(home: string) {
  return ({ metadata: { name, namespace } }: Service) =>
    namespace === home ? name : `${name}.${namespace}`;
}

function serviceTargets({ spec }: Service, host: string | undefined): readonly Target[] {
  if (host === undefined || host === 'None' || host === '') return [];
  if (spec.type === 'ExternalName') return [[host, 80]];
  return (spec.ports ?? [])
    .filter(({ protocol }) => protocol === 'TCP')
    .map(({ port }) => [host, port] as const);
}

/** The hosts of Ingresses and Gateways, at the ports by which they are entered. */
function publishedTargets(namespaces: Cluster['namespaces']): readonly Target[] {
  const names = [...(namespaces.get('host:client')?.resolver.published ?? [])];
  return names.flatMap(([name, { ports }]) =>
    ports.map((port) => [name.replace('*', 'www'), port] as const),
  );
}

/** A load balancer's addresses, or the names it has instead, and external IPs. */
function balancedTargets(service: Service): readonly Target[] {
  const { spec, status } = service;
  const ingress = spec.type === 'LoadBalancer' ? (status?.loadBalancer?.ingress ?? []) : [];
  const hosts = [...ingress.map(({ ip, hostname }) => ip ?? hostname), ...(spec.externalIPs ?? [])];
  return hosts.flatMap((host) => serviceTargets(service, host));
}

function nodePortTargets(store: Store, services: readonly Service[]): readonly Target[] {
  const ports = services.flatMap(({ spec: { ports: all = [], healthCheckNodePort } }) => [
    ...all.flatMap(({ nodePort }) => nodePort ?? []),
    ...(healthCheckNodePort === undefined ? [] : [healthCheckNodePort]),
  ]);
  const addresses = store.list('Node').flatMap((node) => internalIpOf(node) ?? []);
  return ports.flatMap((port) => addresses.map((address) => [address, port] as const));
}

function podTargets(store: Store): readonly Target[] {
  return store
    .list('Pod')
    .filter(isOwn)
    .flatMap(({ status, spec }): readonly Target[] => {
      const [port] = spec.containers.flatMap((container) => container.ports ?? []);
      return status?.podIP === undefined ? [] : [[status.podIP, port?.containerPort ?? 80]];
    });
}

function written([host, port]: Target): string {
  const bracketed = host.includes(':') ? `[${host}]` : host;
  if (plainPorts.has(port)) return `tcp://${bracketed}:${port}`;
  return port === 80 ? bracketed : `${bracketed}:${port}`;
}
