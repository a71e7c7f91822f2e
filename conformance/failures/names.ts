import type { Pod, Store } from '../../src/sim/api/index.ts';
import { controllerOf } from '../../src/sim/api/index.ts';
import type { Sender } from '../../src/sim/trace/index.ts';
import type { From } from './types.ts';

/** Who asks. A Pod may be meant by the workload that made it. */
export function senderOf(store: Store, { kind, name, namespace = 'default' }: From): Sender {
  if (kind === 'node') return { kind: 'node', name };
  if (kind === 'external') return { kind: 'host', name };
  const [pod] = podsOf(store, name.replace(/^deploy:/, ''), namespace);
  if (!pod) throw new Error(`no Pod ${namespace}/${name}`);
  return { kind: 'pod', namespace, name: pod.metadata.name };
}

/** Where the Ingress controller or the Gateway is reached from outside: `ingress-ip`. */
export function entranceOf(store: Store): string | undefined {
  const namespaces = ['ingress-nginx', 'envoy-gateway-system'];
  const services = store
    .list('Service')
    .filter(({ metadata }) => namespaces.includes(metadata.namespace));
  return services.flatMap(({ status }) => status?.loadBalancer?.ingress ?? [])[0]?.ip;
}

/** A host as the cases write it: `pod:web`, `svc-ip:web`, `lb-ip:web`, or itself. */
export function addressOf(store: Store, host: string, near = 'default'): string {
  const [, kind, name = ''] = /^(pod|svc-ip|lb-ip):(.+)$/.exec(host) ?? [];
  if (kind === undefined) return host;
  if (kind === 'pod') return found(podsOf(store, name, near)[0]?.status?.podIP, host);
  const service =
    store.get('Service', near, name) ??
    store.list('Service').find(({ metadata }) => metadata.name === name);
  const address =
    kind === 'svc-ip' ? service?.spec.clusterIP : service?.status?.loadBalancer?.ingress?.[0]?.ip;
  return found(address, host);
}

/** The host of a URL may be written with a colon of its own: `http://pod:web:80/`. */
export function urlOf(store: Store, url: string, near?: string): string {
  return url
    .replace(/(?:pod|svc-ip|lb-ip):[^:/]+/, (host) => addressOf(store, host, near))
    .replace('//ingress-ip', () => `//${found(entranceOf(store), 'ingress-ip')}`);
}

/** The Pod of this name, or those of the workload of this name. */
export function podsOf(store: Store, name: string, namespace: string): readonly Pod[] {
  return store
    .listIn('Pod', namespace)
    .filter((pod) => pod.metadata.name === name || ownersOf(store, pod).includes(name));
}

function ownersOf(store: Store, pod: Pod): readonly string[] {
  const owner = controllerOf(pod);
  if (!owner) return [];
  const set = store.get('ReplicaSet', pod.metadata.namespace, owner.name);
  const above = set && controllerOf(set);
  return above ? [owner.name, above.name] : [owner.name];
}

function found(address: string | undefined, host: string): string {
  if (address === undefined) throw new Error(`${host} has no address`);
  return address;
}
