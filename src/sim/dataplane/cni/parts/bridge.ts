import { hash32 } from '../../../../base/random.ts';
import { cidr, ip, nth, type Cidr, type Ip } from '../../../net/index.ts';
import type { Ref } from '../../../api/types.ts';
import type { Devices, NodeBuilding, PodBuilding } from '../../types.ts';

/**
 * What the CNI `bridge` plugin with `host-local` addresses leaves on a node: the bridge cni0 with the first address of the
 * node's range, and for each Pod a veth pair between its eth0 and a port of the bridge, hairpin allowed
 * (containernetworking/plugins, plugins/main/bridge/bridge.go).
 */
export function wireBridge(node: NodeBuilding, mtu: number): void {
  const gateway = nth(node.podCidr, 1);
  const because: readonly Ref[] = [
    { kind: 'Node', namespace: '', name: node.name, path: 'spec.podCIDR' },
  ];
  const fdb: Devices['bridge']['fdb'] = node.pods.map((pod) => ({
    mac: macOf(pod.address),
    port: vethOf(pod),
  }));
  node.netns.addInterface({
    name: 'cni0',
    mac: macOf(gateway),
    addresses: [{ ip: gateway, prefix: node.podCidr.prefix }],
    mtu,
    device: { type: 'bridge', hairpin: true, fdb },
    because,
  });
  node.netns.addRoute({
    destination: node.podCidr,
    device: 'cni0',
    protocol: 'kernel',
    scope: 'link',
    source: gateway,
    because,
  });
  for (const pod of node.pods) wirePod(node, pod, gateway, mtu);
}

function wirePod(node: NodeBuilding, pod: PodBuilding, gateway: Ip, mtu: number): void {
  const { because, netns } = pod;
  const veth = vethOf(pod);
  node.netns.addInterface({
    name: veth,
    mac: macOf(ip(pod.address), 'far'),
    addresses: [],
    mtu,
    device: { type: 'veth', peer: { netns: netns.id, name: 'eth0' } },
    master: 'cni0',
    because,
  });
  netns.addInterface({
    name: 'eth0',
    mac: macOf(pod.address),
    addresses: [{ ip: pod.address, prefix: node.podCidr.prefix }],
    mtu,
    device: { type: 'veth', peer: { netns: node.id, name: veth } },
    because,
  });
  netns.addRoute({ destination: anywhere, device: 'eth0', via: gateway, because });
  netns.addRoute({
    destination: node.podCidr,
    device: 'eth0',
    protocol: 'kernel',
    scope: 'link',
    source: pod.address,
    because,
  });
}

/** The name of the node's end of a Pod's veth pair: `veth` and eight hexadecimal digits, the same for the same Pod. */
function vethOf(pod: { readonly namespace: string; readonly name: string }): string {
  return `veth${hash32(`${pod.namespace}/${pod.name}`).toString(16).padStart(8, '0')}`;
}

/** A hardware address made from an IPv4 address, as plugins/pkg/utils/hwaddr did: stable, and unique per address. */
export function macOf(address: Ip, end: 'near' | 'far' = 'near'): string {
  const prefix = end === 'near' ? ['0a', '58'] : ['0e', '58'];
  return [
    ...prefix,
    ...address.split('.').map((part) => Number(part).toString(16).padStart(2, '0')),
  ].join(':');
}

export const anywhere: Cidr = cidr('0.0.0.0/0');
