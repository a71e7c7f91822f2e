import { nth } from '../../net/index.ts';
import type { Cni, NodeBuilding } from '../types.ts';
import { macOf, wireBridge } from './parts/bridge.ts';
import { addFlannelRules } from './parts/flannelRules.ts';

const device = 'flannel.1';
const vni = 1;
const port = 8472;
const mtu = 1450;

/** Flannel with its VXLAN backend: a tunnel device on each node, and on it a route, a neighbour and an FDB entry for each other node. */
const flannel: Cni = {
  name: 'flannel',
  title: 'Flannel (VXLAN)',
  encapsulation: 'vxlan',
  enforcesNetworkPolicy: false,
  mtu,
  wire(building) {
    for (const node of building.nodes) {
      wireBridge(node, mtu);
      wireTunnel(
        node,
        building.nodes.filter((other) => other !== node),
      );
      addFlannelRules(building, node);
    }
  },
};
export default flannel;

/** flannel-io/flannel, pkg/backend/vxlan: the device has the range's own address as a /32 and never asks by ARP. */
function wireTunnel(node: NodeBuilding, others: readonly NodeBuilding[]): void {
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
        because: becauseOf(other),
      })),
    },
    because: becauseOf(node),
  });
  for (const other of others) {
    const gateway = nth(other.podCidr, 0);
    const because = becauseOf(other);
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

function becauseOf(
  node: NodeBuilding,
): readonly { kind: string; namespace: string; name: string; path: string }[] {
  return [{ kind: 'Node', namespace: '', name: node.name, path: 'spec.podCIDR' }];
}
