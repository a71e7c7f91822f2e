import type { Cni } from '../types.ts';
import {
  addNatOutgoing,
  addPolicyRules,
  blackholeOwnBlock,
  calicoConflist,
  calicoFacts,
  wireCalicoPod,
} from './parts/calico.ts';
import { wireVxlan } from './parts/vxlan.ts';

const mtu = 1450;
const udpPort = 4789;
const guard = {
  set: 'cali40all-vxlan-net',
  matches: [
    { match: 'protocol', protocol: 'UDP' },
    { match: 'multiport', of: 'destination', ports: [{ port: udpPort }] },
  ],
  name: 'IPv4 VXLAN',
  others: {
    allowed: 'allowed hosts',
    dropped: 'non-allowed hosts',
    sent: 'other allowed hosts',
  },
} as const;

/** Calico with vxlanMode Always: no BGP, Felix itself writes the routes to the other nodes' blocks. */
const calicoVxlan: Cni = {
  ...calicoFacts,
  name: 'calico-vxlan',
  title: 'Calico (VXLAN)',
  encapsulation: 'VXLAN',
  overheadBytes: 50,
  mtu,
  conflist: calicoConflist(mtu),
  wire(building) {
    for (const node of building.nodes) {
      for (const pod of node.pods) wireCalicoPod(node, pod, mtu);
      blackholeOwnBlock(node, '80');
      addNatOutgoing(building, node);
      addPolicyRules(building, node, guard);
    }
    wireVxlan(building.nodes, { device: 'vxlan.calico', vni: 4096, port: udpPort, mtu });
  },
};
export default calicoVxlan;
