import type { Cni } from '../types.ts';
import { wireBridge } from './parts/bridge.ts';
import { flannelConflist } from './parts/flannelConflist.ts';
import { addFlannelRules } from './parts/flannelRules.ts';
import { wireVxlan } from './parts/vxlan.ts';

const mtu = 1450;

/** Flannel with its VXLAN backend: a bridge on each node, and a tunnel between them. */
const flannel: Cni = {
  name: 'flannel',
  title: 'Flannel (VXLAN)',
  encapsulation: 'VXLAN',
  overheadBytes: 50,
  mtu,
  allocation: 'host-local',
  conflist: flannelConflist,
  wire(building) {
    for (const node of building.nodes) {
      wireBridge(node, { name: 'cni0', mtu }, building.spec);
      addFlannelRules(building, node);
    }
    wireVxlan(building.nodes, { device: 'flannel.1', vni: 1, port: 8472, mtu });
  },
};
export default flannel;
