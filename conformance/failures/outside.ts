import { NetnsDraft } from '../../src/sim/dataplane/building.ts';
import { anywhere, macOf } from '../../src/sim/dataplane/cni/parts/addresses.ts';
import type { Cluster, Netns, NetnsId, Resolver } from '../../src/sim/dataplane/index.ts';
import type { Store } from '../../src/sim/api/index.ts';
import { hostCidr, ip } from '../../src/sim/net/index.ts';
import { entranceOf } from './names.ts';
import type { Environment } from './types.ts';

/** The client finds every name that an entrance may serve at the entrance's address, whatever its controller has made of it. */
function withNames(resolver: Resolver, store: Store): Resolver {
  const entrance = entranceOf(store);
  if (entrance === undefined) return resolver;
  const address = ip(entrance);
  const names = hostnames(store).map((name) => [name, address] as const);
  return { ...resolver, hosts: new Map([...resolver.hosts, ...names]) };
}

function hostnames(store: Store): readonly string[] {
  const ofIngresses = store
    .list('Ingress')
    .flatMap(({ spec }) => [
      ...(spec.rules ?? []).flatMap(({ host }) => host ?? []),
      ...(spec.tls ?? []).flatMap(({ hosts }) => hosts ?? []),
    ]);
  const ofRoutes = store.entriesOf('HTTPRoute').flatMap(({ object }) => {
    const { hostnames: names = [] } = (object['spec'] ?? {}) as { hostnames?: readonly string[] };
    return names;
  });
  return [...ofIngresses, ...ofRoutes];
}

/** The cluster with the client out there at the address that the cases give it, beside the usual one. */
export function outsideOf(
  cluster: Cluster,
  { externalClient: { name, ip: address } }: Environment,
): Cluster {
  const router = cluster.namespaces.get('host:router');
  const usual = cluster.namespaces.get('host:client');
  const card = router?.interfaces.get('eth1');
  const gateway = card?.addresses[0]?.ip;
  if (!router || !usual || !gateway || card.device.type !== 'ethernet')
    throw new Error('no router leads outside');
  const own = hostCidr(ip(address));
  const host = new NetnsDraft(`host:${name}`, name, []);
  host.addCard('eth0', macOf(ip(address)), address, own.prefix, card.device.segment);
  host.addRoute({ destination: hostCidr(gateway), device: 'eth0', scope: 'link', because: [] });
  host.addRoute({ destination: anywhere, device: 'eth0', via: gateway, because: [] });
  const toHost = { destination: own, device: card.name, scope: 'link', because: [] } as const;
  const namespaces = new Map<NetnsId, Netns>(cluster.namespaces)
    .set(
      host.id,
      host.finish({ listeners: [], resolver: withNames(usual.resolver, cluster.store) }),
    )
    .set(router.id, { ...router, routes: [toHost, ...router.routes] });
  return { ...cluster, namespaces };
}
