import { hash32 } from '../../../base/random.ts';
import { isEqual } from '../../../base/equal.ts';
import { kindOf, refTo, type Entry, type Obj, type Service, type Store } from '../../api/index.ts';
import { completed } from '../../api/review.ts';
import {
  containerPortOf,
  envoyGateways,
  isProgrammed,
  ownerLabels,
  type Gateway,
} from '../../http/index.ts';
import type { ClusterSpec } from '../../spec.ts';
import type { Controller, Write } from '../types.ts';
import { envoyNamespace } from './parts/envoyGateway.ts';
import { freeIn } from './parts/free.ts';

/**
 * For each Gateway of its class, Envoy Gateway makes a Deployment of Envoy proxies and a Service in front of them, in its own namespace
 * (`internal/infrastructure/kubernetes/proxy`). The Service asks for a load balancer where somebody gives out some.
 */
const gatewayProxies: Controller = {
  name: 'envoy-gateway',
  about: 'Makes proxies, and a Service before them, for each Gateway of its class.',
  order: 15,
  takesMs: 500,
  watches: ['Gateway', 'GatewayClass', 'Pod', 'Secret', 'ReferenceGrant', 'Service'],
  reconcile: (store, spec) =>
    envoyGateways(store).flatMap((gateway) => infra(store, gateway, spec)),
};
export default gatewayProxies;

/** A port of the proxies, as Envoy Gateway calls it. */
interface ProxyPort {
  readonly port: number;
  readonly name: string;
}

/** The ports of listeners that are served, each once. */
function portsOf(store: Store, gateway: Gateway): readonly ProxyPort[] {
  const served = gateway.spec.listeners.filter((listener) =>
    isProgrammed(store, gateway, listener),
  );
  const ports = new Map(served.map(({ port, protocol }) => [port, protocol.toLowerCase()]));
  return [...ports].map(([port, protocol]) => ({ port, name: `${protocol}-${port}` }));
}

function infra(store: Store, gateway: Gateway, spec: ClusterSpec): readonly Write[] {
  const ports = portsOf(store, gateway);
  if (ports.length === 0) return [];
  return [
    ...put(store, gateway, deployment(gateway, ports)),
    ...put(store, gateway, service(store, gateway, ports, spec)),
  ];
}

/** Writes what is missing or different; what others have filled in stays. */
function put(store: Store, gateway: Gateway, object: Obj): readonly Write[] {
  const { kind, metadata, apiVersion } = object;
  const known = store.entry(kind, metadata.namespace, metadata.name);
  const definition = kindOf(apiVersion, kind);
  const whole = definition ? completed(definition, object) : object;
  const status = known?.object.status;
  const next = { ...whole, ...(status !== undefined && { status }) };
  if (known && isEqual(known.object, next)) return [];
  const source: Entry['source'] = {
    by: 'controller',
    controller: 'envoy-gateway',
    owner: refTo(gateway),
    fields: [{ at: 'spec', from: 'spec.listeners', whole: true }],
  };
  return [{ put: { object: next, source } }];
}

/** `envoy-default-eg-e41e7b31`: with a hash, as names of two Gateways may be the same when joined. */
function nameOf({ metadata: { namespace, name } }: Gateway): string {
  const hash = hash32(`${namespace}/${name}`).toString(16).padStart(8, '0');
  return `envoy-${namespace}-${name}-${hash}`;
}

function labelsOf(gateway: Gateway): Readonly<Record<string, string>> {
  return {
    'app.kubernetes.io/name': 'envoy',
    'app.kubernetes.io/component': 'proxy',
    'app.kubernetes.io/managed-by': 'envoy-gateway',
    ...ownerLabels(gateway),
  };
}

function deployment(gateway: Gateway, ports: readonly ProxyPort[]): Obj {
  const labels = labelsOf(gateway);
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: nameOf(gateway), namespace: envoyNamespace, labels },
    spec: {
      replicas: 1,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          containers: [
            {
              name: 'envoy',
              image: 'docker.io/envoyproxy/envoy:distroless-v1.36.2',
              ports: ports.map(({ port, name }) => ({
                name,
                containerPort: containerPortOf(port),
                protocol: 'TCP',
              })),
            },
          ],
        },
      },
    },
  };
}

function service(
  store: Store,
  gateway: Gateway,
  ports: readonly ProxyPort[],
  spec: ClusterSpec,
): Obj {
  const name = nameOf(gateway);
  const labels = labelsOf(gateway);
  const known = store.get('Service', envoyNamespace, name);
  const isBalanced = spec.loadBalancer !== 'none';
  const free = freeIn([...store.entriesOf('Service')], spec);
  const knownPort = (port: number): number | undefined =>
    known?.spec.ports?.find((one) => one.port === port)?.nodePort;
  const { clusterIP, clusterIPs = [] } = known?.spec ?? {};
  const clusterIp = clusterIP === undefined ? free.clusterIp() : { clusterIP, clusterIPs };
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: envoyNamespace, labels },
    spec: {
      ...clusterIp,
      type: isBalanced ? 'LoadBalancer' : 'NodePort',
      ...(isBalanced && {
        externalTrafficPolicy: 'Local',
        healthCheckNodePort: known?.spec.healthCheckNodePort ?? free.nodePort(32180),
        allocateLoadBalancerNodePorts: true,
      }),
      ipFamilyPolicy: 'SingleStack',
      ipFamilies: ['IPv4'],
      selector: labels,
      ports: ports.map(({ port, name: portName }) => ({
        name: portName,
        port,
        protocol: 'TCP',
        targetPort: containerPortOf(port),
        nodePort: knownPort(port) ?? free.nodePort(firstNodePort + port),
      })),
    },
  } satisfies Obj & { readonly spec: Partial<Service['spec']> };
}

/** Node ports that are wished for are this and the port: 31080 for 80. */
const firstNodePort = 31_000;
