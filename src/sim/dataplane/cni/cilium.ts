import { cilFromOverlay } from '../bpf/programs/cil_from_overlay.ts';
import { cilToOverlay } from '../bpf/programs/cil_to_overlay.ts';
import { routerAddress } from '../bpf/agent/endpoints.ts';
import { nth } from '../../net/index.ts';
import type { Cni, NodeBuilding } from '../types.ts';
import { macOf, othersThan, rangeOf } from './parts/addresses.ts';
import { ciliumFacts, wireCilium } from './parts/cilium.ts';

const mtu = 1450;

/** Cilium as it comes (routingMode: tunnel, tunnelProtocol: vxlan), with kubeProxyReplacement and bpf.masquerade. */
const cilium: Cni = {
  ...ciliumFacts,
  name: 'cilium',
  title: 'Cilium (VXLAN)',
  encapsulation: 'VXLAN',
  overheadBytes: 50,
  mtu,
  wire(building) {
    for (const node of building.nodes) {
      const mode = { hasTunnel: true, routeMtu: mtu, except: node.podCidr, hidesFromNodes: true };
      wireCilium(building, node, mode);
      addTunnel(node);
      routeToOthers(node, building.nodes);
    }
  },
};
export default cilium;

/** One device for all nodes: cil_from_container and its like say of each packet where it is to go. */
function addTunnel(node: NodeBuilding): void {
  node.netns.addInterface({
    name: 'cilium_vxlan',
    mac: macOf(nth(node.podCidr, 0), 'far'),
    addresses: [],
    mtu: 1500,
    device: { type: 'vxlan', port: 8472, local: node.address, remotes: [] },
    tc: { ingress: cilFromOverlay, egress: cilToOverlay },
    because: rangeOf(node),
  });
}

/** What the node itself sends goes by way of cilium_host, where cil_from_host puts it into the tunnel. */
function routeToOthers(node: NodeBuilding, nodes: readonly NodeBuilding[]): void {
  const address = routerAddress(node);
  for (const other of othersThan(node, nodes))
    node.netns.addRoute({
      destination: other.podCidr,
      device: 'cilium_host',
      via: address,
      protocol: 'kernel',
      source: address,
      mtu,
      because: rangeOf(other),
    });
}
