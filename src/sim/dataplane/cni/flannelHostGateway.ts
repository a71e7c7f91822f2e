import type { Cni } from '../types.ts';
import { wireBridge } from './parts/bridge.ts';
import { flannelConflist } from './parts/flannelConflist.ts';
import { addFlannelRules } from './parts/flannelRules.ts';
import { routeBetweenNodes } from './parts/hostRoutes.ts';

const mtu = 1500;

/** Flannel with its host-gw backend: no tunnel, each node routes the other nodes' ranges to their addresses on the shared network. */
const flannelHostGateway: Cni = {
  name: 'flannel-host-gw',
  title: 'Flannel (host-gw)',
  encapsulation: 'none',
  overheadBytes: 0,
  mtu,
  allocation: 'host-local',
  conflist: flannelConflist,
  wire(building) {
    for (const node of building.nodes) {
      wireBridge(node, { name: 'cni0', mtu }, building.spec);
      addFlannelRules(building, node);
    }
    routeBetweenNodes(building.nodes);
  },
};
export default flannelHostGateway;
