import type { Cni } from '../types.ts';
import { wireBridge } from './parts/bridge.ts';
import { addFlannelRules } from './parts/flannelRules.ts';

const mtu = 1500;

/** Flannel with its host-gw backend: no tunnel, each node routes the other nodes' ranges to their addresses on the shared network. */
const flannelHostGateway: Cni = {
  name: 'flannel-host-gw',
  title: 'Flannel (host-gw)',
  encapsulation: 'none',
  enforcesNetworkPolicy: false,
  mtu,
  wire(building) {
    for (const node of building.nodes) {
      wireBridge(node, mtu);
      for (const other of building.nodes) {
        if (other === node) continue;
        const because = [{ kind: 'Node', namespace: '', name: other.name, path: 'spec.podCIDR' }];
        node.netns.addRoute({
          destination: other.podCidr,
          device: 'eth0',
          via: other.address,
          because,
        });
      }
      addFlannelRules(building, node);
    }
  },
};
export default flannelHostGateway;
