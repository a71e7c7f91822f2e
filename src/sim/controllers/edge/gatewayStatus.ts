import { isEqual } from '../../../base/equal.ts';
import {
  internalIpOf,
  isReady,
  matchesLabels,
  type Entry,
  type Obj,
  type Store,
} from '../../api/index.ts';
import {
  classConditions,
  envoyClasses,
  envoyControllerName,
  envoyGateways,
  gatewayStatus,
  ownerLabels,
  routesOf,
  routeStatus,
  type AnyRoute,
  type Condition,
  type Gateway,
} from '../../http/index.ts';
import type { Controller, Write } from '../types.ts';

const group = 'gateway.networking.k8s.io';

/** What Envoy Gateway says of GatewayClasses, Gateways and routes in their status, as Gateway API defines it. */
const status: Controller = {
  name: 'envoy-gateway-status',
  about: 'Writes into Gateways and routes whether they are accepted, and at which address.',
  order: 111,
  takesMs: 500,
  watches: [
    'GatewayClass',
    'Gateway',
    'HTTPRoute',
    'GRPCRoute',
    'ReferenceGrant',
    'Namespace',
    'Secret',
    'Service',
    'EndpointSlice',
    'Pod',
    'Node',
  ],
  reconcile: (store) => [
    ...envoyClasses(store).flatMap((each) =>
      tell(store, each, { conditions: classConditions(each, envoyControllerName).map(written) }),
    ),
    ...envoyGateways(store).flatMap((each) => tell(store, each, statusOf(store, each))),
    ...(envoyClasses(store).length > 0
      ? routesOf(store).flatMap((each) => tell(store, each, statusOfRoute(store, each)))
      : []),
  ],
};
export default status;

function tell(store: Store, object: Obj, next: object): readonly Write[] {
  const { kind, metadata } = object;
  const entry = store.entry(kind, metadata.namespace, metadata.name) as Entry | undefined;
  if (!entry || isEqual(entry.object.status, next)) return [];
  return [{ put: { ...entry, object: { ...entry.object, status: next } } }];
}

function written({ type, status: holds, reason }: Condition): object {
  return { type, status: holds, reason };
}

function statusOf(store: Store, gateway: Gateway): object {
  const addresses = addressesOf(store, gateway);
  const { conditions, listeners } = gatewayStatus(
    store,
    gateway,
    envoyControllerName,
    addresses.length > 0,
  );
  return {
    ...(addresses.length > 0 && {
      addresses: addresses.map((value) => ({ type: 'IPAddress', value })),
    }),
    conditions: conditions.map(written),
    listeners: listeners.map(({ name, supportedKinds, attachedRoutes, conditions: own }) => ({
      name,
      supportedKinds: supportedKinds.map((kind) => ({ group, kind })),
      attachedRoutes,
      conditions: own.map(written),
    })),
  };
}

function statusOfRoute(store: Store, route: AnyRoute): object {
  return {
    parents: routeStatus(store, route, envoyControllerName).map(({ parent, conditions }) => ({
      parentRef: route.spec.parentRefs?.[parent] ?? {},
      controllerName: envoyControllerName,
      conditions: conditions.map(written),
    })),
  };
}

/** Those of the load balancer before the proxies or, where there are node ports only, those of the nodes. */
function addressesOf(store: Store, gateway: Gateway): readonly string[] {
  const labels = ownerLabels(gateway);
  const service = store
    .list('Service')
    .find(({ metadata }) => matchesLabels(labels, metadata.labels));
  if (service?.spec.type !== 'NodePort')
    return (service?.status?.loadBalancer?.ingress ?? []).flatMap(({ ip }) => ip ?? []);
  const nodes = store
    .list('Pod')
    .filter((pod) => matchesLabels(labels, pod.metadata.labels) && isReady(pod))
    .flatMap(({ spec }) => {
      const node = store.get('Node', '', spec.nodeName ?? '');
      return (node && internalIpOf(node)) ?? [];
    });
  return [...new Set(nodes)].sort();
}
