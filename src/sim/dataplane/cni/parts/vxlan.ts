import { nth } from '../../../net/index.ts';
import type { NodeBuilding } from '../../types.ts';
import { macOf, othersThan, rangeOf } from './addresses.ts';

/** A VXLAN device that a daemon looks after. */
export interface VxlanTunnel {
  readonly device: string;
  readonly vni: number;
  readonly port: number;
  readonly mtu: number;
}

/**
 * A tunnel device on each node, and on it a route, a neighbour and an FDB entry for each other node. The device has the
 * range's own address as a /32 and never asks by ARP (flannel-io/flannel, pkg/backend/vxlan; projectcalico/calico,
 * felix/vxlanfdb).
 */
export function wireVxlan(nodes: readonly NodeBuilding[], tunnel: VxlanTunnel): void {
  for (const node of nodes) wireEnd(node, othersThan(node, nodes), tunnel);
}

function wireEnd(
  node: NodeBuilding,
  others: readonly NodeBuilding[],
  { device, vni, port, mtu }: VxlanTunnel,
): void {
  node.netns.addInterface({
    name: device,
    mac: tunnelMac(node),
    addresses: [{ ip: nth(node.podCidr, 0), prefix: 32 }],
    mtu,
    device: {
      type: 'vxlan',
      vni,
      port,
      local: node.address,
      remotes: others.map((other) => ({
        mac: tunnelMac(other),
        destination: other.address,
        because: rangeOf(other),
      })),
    },
    because: rangeOf(node),
  });
  for (const other of others) {
    const gateway = nth(other.podCidr, 0);
    const because = rangeOf(other);
    node.netns.addRoute({
      destination: other.podCidr,
      device,
      via: gateway,
      onlink: true,
      because,
    });
    node.netns.addNeighbor({ ip: gateway, mac: tunnelMac(other), device, because });
  }
}

function tunnelMac(node: NodeBuilding): string {
  return macOf(nth(node.podCidr, 0), 'far');
}
