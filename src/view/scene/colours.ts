import type { Ip } from '../../sim/net/index.ts';
import type { Cluster } from '../../sim/dataplane/types.ts';
import { inAddressOrder } from './addresses.ts';
import { addressOfNode } from './lodgers.ts';

/** How many addresses can be told apart by colour. */
const coloursMax = 8;

const systemNamespaces: ReadonlySet<string> = new Set(['kube-system']);

/**
 * The colour number of each address that gets one. While the learner's Pods, Services and nodes together are few, all of them
 * have one; when they are more, only those on the chosen path do. An address keeps its number as long as others leave it
 * free: Pods count up from 0, Services down from 5, nodes take 6 and 7.
 */
export function coloursOf(cluster: Cluster, onPath: readonly Ip[] = []): ReadonlyMap<Ip, number> {
  const preferences = preferencesOf(cluster);
  const known = [...preferences.keys()];
  const path = [...new Set(onPath)];
  const chosen = known.length <= coloursMax ? [...new Set([...known, ...path])] : path;
  // Those of the cluster choose first, in the cluster's order, so that a longer path does not repaint them.
  const order = [
    ...known.filter((ip) => chosen.includes(ip)),
    ...chosen.filter((ip) => !preferences.has(ip)),
  ];
  const free = new Set(Array.from({ length: coloursMax }, (_, number) => number));
  const colours = new Map<Ip, number>();
  for (const address of order) {
    const number = nextFree(free, preferences.get(address) ?? { start: 0, step: 1 });
    if (number === undefined) break;
    free.delete(number);
    colours.set(address, number);
  }
  return colours;
}

interface Preference {
  readonly start: number;
  readonly step: 1 | -1;
}

function nextFree(free: ReadonlySet<number>, { start, step }: Preference): number | undefined {
  for (let tries = 0; tries < coloursMax; tries++) {
    const number = (start + step * tries + coloursMax * coloursMax) % coloursMax;
    if (free.has(number)) return number;
  }
  return undefined;
}

function preferencesOf(cluster: Cluster): ReadonlyMap<Ip, Preference> {
  const preferences = new Map<Ip, Preference>();
  const prefer = (address: Ip | undefined, start: number, step: 1 | -1): void => {
    if (address && !preferences.has(address)) preferences.set(address, { start, step });
  };
  const all = [...cluster.namespaces.values()];
  const nodes = all.filter(({ id }) => id.startsWith('node:'));
  nodes.forEach((node, index) => prefer(addressOfNode(node), 6 + (index % 2), 1));
  serviceAddresses(cluster).forEach((address, index) => prefer(address, 5 - (index % 6), -1));
  podAddresses(cluster).forEach((address, index) => prefer(address, index % 6, 1));
  return preferences;
}

function serviceAddresses(cluster: Cluster): readonly Ip[] {
  const services = cluster.store
    .list('Service')
    .filter(
      ({ metadata }) => !systemNamespaces.has(metadata.namespace) && metadata.name !== 'kubernetes',
    );
  return inAddressOrder(
    services.flatMap(({ spec }) =>
      spec.clusterIP !== undefined && spec.clusterIP !== 'None' && spec.clusterIP !== ''
        ? [spec.clusterIP as Ip]
        : [],
    ),
    (address) => address,
  );
}

function podAddresses(cluster: Cluster): readonly Ip[] {
  const addresses: Ip[] = [];
  for (const netns of cluster.namespaces.values()) {
    const [namespace = ''] = netns.id.slice('pod:'.length).split('/');
    if (!netns.id.startsWith('pod:') || systemNamespaces.has(namespace)) continue;
    const address = [...netns.interfaces.values()].find(({ device }) => device.type === 'veth')
      ?.addresses[0]?.ip;
    if (address) addresses.push(address);
  }
  return inAddressOrder(addresses, (address) => address);
}
