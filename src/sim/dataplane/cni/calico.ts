import type { Cni } from '../types.ts';
import {
  addNatOutgoing,
  addPolicyRules,
  blackholeOwnBlock,
  calicoConflist,
  calicoFacts,
  wireCalicoPod,
} from './parts/calico.ts';
import { routeBetweenNodes } from './parts/hostRoutes.ts';

const mtu = 1500;

/** Calico without encapsulation: BIRD on each node tells the others by BGP which block of addresses it has. */
const calico: Cni = {
  ...calicoFacts,
  name: 'calico',
  title: 'Calico (BGP)',
  encapsulation: 'none',
  overheadBytes: 0,
  mtu,
  conflist: calicoConflist(mtu),
  wire(building) {
    for (const node of building.nodes) {
      for (const pod of node.pods) wireCalicoPod(node, pod, mtu);
      blackholeOwnBlock(node, 'bird');
      addNatOutgoing(building, node);
      addPolicyRules(building, node);
    }
    routeBetweenNodes(building.nodes, { protocol: 'bird' });
  },
};
export default calico;
