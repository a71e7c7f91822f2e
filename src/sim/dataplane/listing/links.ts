import type { Ref } from '../../api/types.ts';
import type { Cluster, Device, DeviceType, Interface, Netns } from '../types.ts';

/** What `ip -d address` prints of the devices of one type. */
interface LinkWords<Type extends DeviceType> {
  /** Flags besides UP and LOWER_UP. */
  readonly flags?: string;
  /** `ether` where nothing else is said. */
  readonly link?: string;
  /** Where its frames go: lines of `bridge fdb`, `wg show` or `ovs-ofctl dump-flows`. */
  readonly forwarding?: (device: Device<Type>, name: string) => readonly Forwarding[];
  /** The line with `-d`. */
  readonly details?: (device: Device<Type>) => string;
}

/** One line of a device's own table. */
export interface Forwarding {
  readonly text: string;
  readonly because: readonly Ref[];
}

const broadcast = 'BROADCAST,MULTICAST';

/** A type that is not here is printed like a network card. */
const wordsOf: { readonly [Type in DeviceType]?: LinkWords<Type> } = {
  loopback: { flags: 'LOOPBACK', link: 'loopback' },
  veth: { details: () => 'veth' },
  dummy: { flags: 'BROADCAST,NOARP', details: () => 'dummy' },
  bridge: {
    details: () => 'bridge',
    forwarding: ({ fdb }, name) =>
      fdb.map(({ mac, port }) => ({ text: `${mac} dev ${port} master ${name}`, because: [] })),
  },
  openvswitch: {
    details: () => 'openvswitch',
    forwarding: ({ flows }) =>
      flows.map(({ mac, port }) => ({ text: `dl_dst=${mac} actions=output:${port}`, because: [] })),
  },
  vxlan: {
    details: ({ vni, local, port }) =>
      `vxlan ${vni === undefined ? 'external' : `id ${vni}`} local ${local} dstport ${port} nolearning`,
    forwarding: ({ remotes }, name) =>
      remotes.map(({ mac, destination, because }) => ({
        text: `${mac} dev ${name} dst ${destination} self permanent`,
        because,
      })),
  },
  ipip: { flags: 'NOARP', link: 'ipip', details: ({ local }) => `ipip remote any local ${local}` },
  wireguard: {
    flags: 'POINTOPOINT,NOARP',
    link: 'none',
    details: () => 'wireguard',
    forwarding: ({ peers, port }) =>
      peers.map(({ endpoint, allowed, because }) => ({
        text: `endpoint: ${endpoint}:${port} allowed ips: ${allowed.map((range) => range.text).join(', ')}`,
        because,
      })),
  },
};

/** All interfaces of a namespace as `ip -d address` prints them. They are numbered in the order in which they were made. */
export function printLinks(cluster: Cluster, netns: Netns): string {
  return [...netns.interfaces.values()].map((link) => printLink(cluster, netns, link)).join('\n');
}

function printLink(cluster: Cluster, netns: Netns, link: Interface): string {
  const { name, mac, mtu, master, device, addresses, down } = link;
  const words: LinkWords<never> = wordsOf[device.type] ?? {};
  const flags = [words.flags ?? broadcast, ...(down ? [] : ['UP', 'LOWER_UP'])].join(',');
  const peer = peerOf(cluster, link);
  const state = down ? 'DOWN' : device.type === 'loopback' ? 'UNKNOWN' : 'UP';
  const head = `${numberOf(netns, name)}: ${name}${peer ? `@if${peer.number}` : ''}: <${flags}> mtu ${mtu}`;
  const address = words.link === 'none' ? '' : ` ${words.link === 'ipip' ? localOf(device) : mac}`;
  return [
    `${head}${master === undefined ? '' : ` master ${master}`} state ${state}`,
    `    link/${words.link ?? 'ether'}${address}${peer ? ` link-netns ${peer.netns.id}` : ''}`,
    ...(words.details ? [`    ${words.details(device as never)}`] : []),
    ...addresses.map(({ ip, prefix }) => `    ${inetLine(ip, prefix, device.type, name)}`),
  ].join('\n');
}

/** The device's own table of where frames go; empty for devices that have none. */
export function forwardingOf({ device, name }: Interface): readonly Forwarding[] {
  const words: LinkWords<never> = wordsOf[device.type] ?? {};
  return words.forwarding?.(device as never, name) ?? [];
}

function inetLine(ip: string, prefix: number, type: DeviceType, name: string): string {
  const family = ip.includes(':') ? 'inet6' : 'inet';
  return `${family} ${ip}/${prefix} scope ${type === 'loopback' ? 'host' : 'global'} ${name}`;
}

function localOf(device: Device): string {
  return 'local' in device ? device.local : '';
}

/** The far end of a pair, where it still is. */
function peerOf(cluster: Cluster, { device }: Interface) {
  if (!('peer' in device)) return undefined;
  const netns = cluster.namespaces.get(device.peer.netns);
  const number = netns ? numberOf(netns, device.peer.name) : 0;
  return netns && number > 0 ? { netns, number } : undefined;
}

function numberOf({ interfaces }: Netns, name: string): number {
  return [...interfaces.keys()].indexOf(name) + 1;
}
