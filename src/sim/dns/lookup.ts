import {
  isHeadless,
  serviceNameLabel,
  type EndpointSlice,
  type Service,
  type Store,
} from '../api/index.ts';
import type { KubernetesPlugin } from './kubernetes.ts';
import { addressOfLabel, labelOfAddress, labelsBefore } from './name.ts';

/** What stands behind a name of the cluster: an address, or another name (ExternalName). */
export interface Found {
  /** The name it belongs to, without the zone: the Service's, or one endpoint's. */
  readonly owner: string;
  readonly host: string;
  /** Absent where a headless Service has no ports: SRV leaves such out. 0 where there is no Service. */
  readonly port?: number;
}

/** What a name means: things, nothing of its own (it has names below it), or that there is no such name. */
export type Lookup = readonly Found[] | 'no-such-name';

/** The parts of a name, as CoreDNS reads them (plugin/kubernetes/parse.go). */
interface Asked {
  readonly group: 'svc' | 'pod';
  readonly namespace: string;
  readonly service?: string;
  readonly endpoint?: string;
  readonly port?: string;
  readonly protocol?: string;
}

/** Looks a name of `zone` up in the store; both fully qualified and in lower case. */
export function lookUp(store: Store, plugin: KubernetesPlugin, zone: string, name: string): Lookup {
  const asked = readName(labelsBefore(name, zone));
  if (typeof asked === 'string') return asked === 'nothing' ? [] : 'no-such-name';
  // Services and Pods live in the cluster's own zone; a reverse zone holds addresses only.
  if (zone.endsWith('.arpa.') || !isExposed(store, plugin, asked.namespace)) return 'no-such-name';
  return asked.group === 'pod' ? findPod(store, plugin, asked) : findService(store, plugin, asked);
}

/** Whether the names of this namespace are answered at all. */
export function isExposed(store: Store, plugin: KubernetesPlugin, namespace: string): boolean {
  const chosen = plugin.namespaces.length === 0 || plugin.namespaces.includes(namespace);
  return chosen && store.get('Namespace', '', namespace) !== undefined;
}

/** The name of an endpoint below its Service: its hostname, or its address with dashes. */
function endpointName(hostname: string | undefined, address: string): string {
  return hostname !== undefined && hostname !== ''
    ? hostname.toLowerCase()
    : labelOfAddress(address);
}

/** The slices that hold a Service's endpoints. */
function slicesOf(store: Store, namespace: string, service: string): readonly EndpointSlice[] {
  return store
    .listIn('EndpointSlice', namespace)
    .filter(({ metadata }) => metadata.labels?.[serviceNameLabel] === service);
}

/** The addresses that count for DNS: those of ready endpoints, where a missing condition means ready. */
export function readyAddresses(
  slice: EndpointSlice,
): readonly { readonly name: string; readonly address: string }[] {
  if (slice.addressType === 'FQDN') return [];
  return (slice.endpoints ?? [])
    .filter(({ conditions }) => conditions?.ready !== false)
    .flatMap(({ addresses, hostname }) =>
      addresses.map((address) => ({ name: endpointName(hostname, address), address })),
    );
}

function readName(labels: readonly string[]): Asked | 'nothing' | 'unreadable' {
  const [group, namespace, service, ...rest] = labels.toReversed();
  if (group === undefined) return 'nothing';
  if (group !== 'svc' && group !== 'pod') return 'unreadable';
  if (namespace === undefined) return 'nothing';
  if (service === undefined) return { group, namespace };
  const [first, second, ...tooMany] = rest;
  if (tooMany.length > 0) return 'unreadable';
  if (first === undefined) return { group, namespace, service };
  if (second === undefined) return { group, namespace, service, endpoint: first };
  return {
    group,
    namespace,
    service,
    protocol: first.replace(/^_/, ''),
    port: second.replace(/^_/, ''),
  };
}

function findPod(
  store: Store,
  plugin: KubernetesPlugin,
  { namespace, service: label }: Asked,
): Lookup {
  if (plugin.pods === 'disabled') return 'no-such-name';
  if (label === undefined) return [];
  const host = addressOfLabel(label);
  if (host === undefined) return 'no-such-name';
  const exists = (): boolean =>
    store.listIn('Pod', namespace).some(({ status }) => status?.podIP === host);
  if (plugin.pods === 'verified' && !exists()) return 'no-such-name';
  return [{ owner: `${label}.${namespace}.pod`, host, port: 0 }];
}

function findService(store: Store, plugin: KubernetesPlugin, asked: Asked): Lookup {
  if (asked.service === undefined) return [];
  const service = store.get('Service', asked.namespace, asked.service);
  if (service === undefined) return 'no-such-name';
  const owner = `${asked.service}.${asked.namespace}.svc`;
  if (service.spec.type === 'ExternalName') return findExternal(service, owner, asked);
  if (isHeadless(service) || asked.endpoint !== undefined)
    return orNoName(findEndpoints(store, owner, asked));
  if (plugin.ignoreEmptyService && !hasEndpoints(store, asked)) return 'no-such-name';
  return orNoName(findClusterIps(service, owner, asked));
}

function findExternal({ spec }: Service, owner: string, { endpoint, port }: Asked): Lookup {
  const host = spec.externalName ?? '';
  // An address as externalName makes no CNAME, so CoreDNS has no answer (plugin/kubernetes/kubernetes.go, findServices).
  const isName = host !== '' && !/^[\d.]+$/.test(host) && !host.includes(':');
  return endpoint === undefined && port === undefined && isName
    ? [{ owner, host }]
    : 'no-such-name';
}

function findEndpoints(store: Store, owner: string, asked: Asked): readonly Found[] {
  return slicesOf(store, asked.namespace, asked.service ?? '').flatMap((slice) => {
    // CoreDNS puts a stand-in where a slice names no ports, so that A and AAAA still answer.
    const ports = (slice.ports ?? []).length > 0 ? (slice.ports ?? []) : [{}];
    return readyAddresses(slice)
      .filter(({ name }) => asked.endpoint === undefined || asked.endpoint === name)
      .flatMap(({ name, address }) =>
        ports
          .filter((port) => isAskedPort(asked, port))
          .map((port) => found(`${name}.${owner}`, address, port.port)),
      );
  });
}

function findClusterIps({ spec }: Service, owner: string, asked: Asked): readonly Found[] {
  const addresses = spec.clusterIPs ?? (spec.clusterIP === undefined ? [] : [spec.clusterIP]);
  return (spec.ports ?? [])
    .filter((port) => isAskedPort(asked, port))
    .flatMap(({ port }) =>
      addresses.filter((address) => address !== '').map((address) => found(owner, address, port)),
    );
}

function hasEndpoints(store: Store, { namespace, service = '' }: Asked): boolean {
  return slicesOf(store, namespace, service).some((slice) => readyAddresses(slice).length > 0);
}

function isAskedPort(
  asked: Asked,
  port: { readonly name?: string; readonly protocol?: string; readonly port?: number },
): boolean {
  const fits = (wanted: string | undefined, is = ''): boolean =>
    wanted === undefined || wanted === is.toLowerCase();
  return fits(asked.port, port.name) && fits(asked.protocol, port.protocol ?? 'TCP');
}

function found(owner: string, host: string, port: number | undefined): Found {
  return port === undefined ? { owner, host } : { owner, host, port };
}

function orNoName(things: readonly Found[]): Lookup {
  return things.length > 0 ? things : 'no-such-name';
}
