import { nth } from '../../net/index.ts';
import type { Cni, NodeBuilding } from '../types.ts';
import { othersThan, rangeOf } from './parts/addresses.ts';
import {
  addNatOutgoing,
  addPolicyRules,
  blackholeOwnBlock,
  calicoConflist,
  calicoFacts,
  wireCalicoPod,
} from './parts/calico.ts';

const device = 'tunl0';
const mtu = 1480;
const guard = {
  set: 'cali40all-hosts-net',
  matches: [{ match: 'protocol', protocol: 'IPIP' }],
  name: 'IPIP',
  others: {
    allowed: 'Calico hosts',
    dropped: 'non-Calico hosts',
    sent: 'other Calico hosts',
  },
} as const;

/** Calico with ipipMode Always: routes learned by BGP lead into tunl0, which finds the far node in the route's next hop. */
const calicoIpip: Cni = {
  ...calicoFacts,
  name: 'calico-ipip',
  title: 'Calico (IPIP)',
  encapsulation: 'IPIP',
  overheadBytes: 20,
  mtu,
  conflist: calicoConflist(mtu),
  wire(building) {
    for (const node of building.nodes) {
      for (const pod of node.pods) wireCalicoPod(node, pod, mtu);
      blackholeOwnBlock(node, 'bird');
      wireTunnel(node, othersThan(node, building.nodes));
      addNatOutgoing(building, node);
      addPolicyRules(building, node, guard);
    }
  },
};
export default calicoIpip;

function wireTunnel(node: NodeBuilding, others: readonly NodeBuilding[]): void {
  node.netns.addInterface({
    name: device,
    mac: '00:00:00:00:00:00',
    addresses: [{ ip: nth(node.podCidr, 0), prefix: 32 }],
    mtu,
    device: { type: 'ipip', local: node.address },
    because: rangeOf(node),
  });
  for (const other of others)
    node.netns.addRoute({
      destination: other.podCidr,
      device,
      via: other.address,
      protocol: 'bird',
      onlink: true,
      because: rangeOf(other),
    });
}
