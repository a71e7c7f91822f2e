import { fieldOf, internalIpOf, itemOf, matchesLabels, refTo } from '../../../api/index.ts';
import type { Pod, Service } from '../../../api/kinds/types.ts';
import type { Ingress } from '../../../api/kinds/ingress.ts';
import type { FieldPath, Obj, Store } from '../../../api/types.ts';
import {
  envoyGateways,
  gatewayOfProxy,
  routesOf,
  runningControllers,
  servingOf,
  type Gateway,
} from '../../../http/index.ts';
import { readIp } from '../../../net/index.ts';
import type { Published } from '../../types.ts';

/**
 * The names that Ingresses and Gateways serve, with the address in their status: what people write into the zone of their domain, or leave to
 * ExternalDNS. A name that several serve leads to the first of them.
 */
export function publishedNames(store: Store): ReadonlyMap<string, Published> {
  const names = new Map<string, Published>();
  for (const { host, at, object, address, pods } of entrances(store)) {
    const ip = readIp(address ?? '');
    if (!ip || host === undefined || host === '' || names.has(host)) continue;
    names.set(host, { address: ip, ports: portsOf(store, pods, ip), because: [refTo(object, at)] });
  }
  return names;
}

/** A name with the object that has it, its address, and the proxies behind that. */
interface Entrance {
  readonly host: string | undefined;
  readonly at: FieldPath;
  readonly object: Obj;
  readonly address: string | undefined;
  readonly pods: readonly Pod[];
}

function entrances(store: Store): readonly Entrance[] {
  return [
    ...store.list('Ingress').flatMap((ingress) => ofIngress(store, ingress)),
    ...envoyGateways(store).flatMap((gateway) => ofGateway(store, gateway)),
  ];
}

function ofIngress(store: Store, ingress: Ingress): readonly Entrance[] {
  const address = ingress.status?.loadBalancer?.ingress?.[0]?.ip;
  const running = runningControllers(store).find(
    ({ controller }) => servingOf(store, ingress, controller).serves,
  );
  return (ingress.spec.rules ?? []).map(({ host }, index) => ({
    host,
    at: fieldOf(itemOf('spec.rules', index), 'host'),
    object: ingress,
    address,
    pods: running?.pods ?? [],
  }));
}

/** The hostnames of its routes, and of its listeners where routes name none. */
function ofGateway(store: Store, gateway: Gateway): readonly Entrance[] {
  const { addresses = [] } = (gateway.status ?? {}) as {
    readonly addresses?: readonly { readonly value?: string }[];
  };
  const pods = store.list('Pod').filter((pod) => gatewayOfProxy(store, pod) === gateway);
  const common = { address: addresses[0]?.value, pods };
  const routes = routesOf(store).filter(({ metadata, spec }) =>
    (spec.parentRefs ?? []).some(
      ({ name, namespace = metadata.namespace }) =>
        name === gateway.metadata.name && namespace === gateway.metadata.namespace,
    ),
  );
  return [
    ...routes.flatMap((route) =>
      (route.spec.hostnames ?? []).map((host, index) => ({
        ...common,
        host,
        at: itemOf('spec.hostnames', index),
        object: route,
      })),
    ),
    ...gateway.spec.listeners.map(({ hostname }, index) => ({
      ...common,
      host: hostname,
      at: fieldOf(itemOf('spec.listeners', index), 'hostname'),
      object: gateway,
    })),
  ];
}

/** The ports by which these Pods are reached over HTTP at an address outside. */
function portsOf(store: Store, pods: readonly Pod[], address: string): readonly number[] {
  const service = serviceBefore(store, pods);
  const isNode = store.list('Node').some((node) => internalIpOf(node) === address);
  return (service?.spec.ports ?? [])
    .filter(({ port }) => port !== 443)
    .flatMap(({ port, nodePort }) => (isNode ? (nodePort ?? []) : port));
}

/** The Service by which these Pods are reached from outside. */
function serviceBefore(store: Store, pods: readonly Pod[]): Service | undefined {
  return store
    .list('Service')
    .find(
      ({ metadata, spec: { type, selector } }) =>
        (type === 'LoadBalancer' || type === 'NodePort') &&
        selector !== undefined &&
        pods.some(
          (pod) =>
            pod.metadata.namespace === metadata.namespace &&
            matchesLabels(selector, pod.metadata.labels),
        ),
    );
}
