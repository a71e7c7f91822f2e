import { cidr, nth } from '../../net/index.ts';
import type { Building, Cni, NodeBuilding } from '../types.ts';
import { othersThan, rangeOf } from './parts/addresses.ts';
import { wireBridge } from './parts/bridge.ts';
import { flannelConflist } from './parts/flannelConflist.ts';
import { addFlannelRules } from './parts/flannelRules.ts';

const device = 'flannel-wg';
/** Flannel leaves room for an outer IPv6 header (80 bytes), though one of IPv4 is shorter (pkg/backend/wireguard). */
const mtu = 1420;

/** Flannel with its WireGuard backend: one encrypted device for the whole Pod range; its peers say which node has which part. */
const flannelWireguard: Cni = {
  name: 'flannel-wireguard',
  title: 'Flannel (WireGuard)',
  encapsulation: 'WireGuard',
  overheadBytes: 60,
  mtu,
  allocation: 'host-local',
  conflist: flannelConflist,
  wire(building) {
    for (const node of building.nodes) {
      wireBridge(node, { name: 'cni0', mtu }, building.spec);
      addFlannelRules(building, node);
      wireTunnel(building, node);
    }
  },
};
export default flannelWireguard;

function wireTunnel({ spec, nodes }: Building, node: NodeBuilding): void {
  const because = rangeOf(node);
  node.netns.addInterface({
    name: device,
    mac: '00:00:00:00:00:00',
    addresses: [{ ip: nth(node.podCidr, 0), prefix: 32 }],
    mtu,
    device: {
      type: 'wireguard',
      port: 51820,
      local: node.address,
      peers: othersThan(node, nodes).map((other) => ({
        endpoint: other.address,
        allowed: [other.podCidr],
        because: rangeOf(other),
      })),
    },
    because,
  });
  node.netns.addRoute({ destination: cidr(spec.podCidr), device, scope: 'link', because });
}
