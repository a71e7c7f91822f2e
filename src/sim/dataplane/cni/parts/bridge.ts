import { nth, type Cidr, type Ip } from '../../../net/index.ts';
import type { ClusterSpec } from '../../../spec.ts';
import type { Devices, NodeBuilding, PodBuilding } from '../../types.ts';
import { anywhere, macOf, rangeOf, vethOf } from './addresses.ts';

/** A bridge that Pods are ports of. */
export interface PodBridge {
  readonly name: string;
  readonly mtu: number;
  /** What is reached without a gateway: the node's own range, or a larger one that the bridge is a part of. */
  readonly onLink?: Cidr;
  /** What the node's ends of the veth pairs begin with. */
  readonly vethPrefix?: string;
  /** Hardware addresses behind other ports than those of the node's own Pods. */
  readonly beyond?: Devices['bridge']['fdb'];
}

/**
 * What the CNI `bridge` plugin with `host-local` addresses leaves on a node: the bridge with the first address of the node's
 * range, and for each Pod a veth pair between its eth0 and a port of the bridge, hairpin allowed unless `hairpinMode` is off
 * (containernetworking/plugins, plugins/main/bridge/bridge.go).
 */
export function wireBridge(
  node: NodeBuilding,
  bridge: PodBridge,
  { faults }: Pick<ClusterSpec, 'faults'>,
): void {
  const { name, mtu, onLink = node.podCidr, vethPrefix, beyond = [] } = bridge;
  const gateway = nth(node.podCidr, 1);
  const because = rangeOf(node);
  const own = node.pods.map((pod) => ({ mac: macOf(pod.address), port: vethOf(pod, vethPrefix) }));
  node.netns.addInterface({
    name,
    mac: macOf(gateway),
    addresses: [{ ip: gateway, prefix: onLink.prefix }],
    mtu,
    device: { type: 'bridge', fdb: [...own, ...beyond] },
    because,
  });
  node.netns.addRoute({
    destination: onLink,
    device: name,
    protocol: 'kernel',
    scope: 'link',
    source: gateway,
    because,
  });
  for (const pod of node.pods)
    wirePod(node, pod, gateway, { ...bridge, onLink, hairpin: faults?.noHairpin !== true });
}

function wirePod(
  node: NodeBuilding,
  pod: PodBuilding,
  gateway: Ip,
  {
    name: master,
    mtu,
    onLink,
    vethPrefix,
    hairpin,
  }: PodBridge & { readonly onLink: Cidr; readonly hairpin: boolean },
): void {
  const { because, netns } = pod;
  const veth = vethOf(pod, vethPrefix);
  node.netns.addInterface({
    name: veth,
    mac: macOf(pod.address, 'far'),
    addresses: [],
    mtu,
    device: { type: 'veth', peer: { netns: netns.id, name: 'eth0' } },
    master,
    hairpin,
    because,
  });
  netns.addInterface({
    name: 'eth0',
    mac: macOf(pod.address),
    addresses: [{ ip: pod.address, prefix: onLink.prefix }],
    mtu,
    device: { type: 'veth', peer: { netns: node.id, name: veth } },
    because,
  });
  netns.addRoute({ destination: anywhere, device: 'eth0', via: gateway, because });
  netns.addRoute({
    destination: onLink,
    device: 'eth0',
    protocol: 'kernel',
    scope: 'link',
    source: pod.address,
    because,
  });
}
