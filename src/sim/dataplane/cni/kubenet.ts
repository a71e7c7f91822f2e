import { cidr } from '../../net/index.ts';
import { comment, notTo, rule } from '../netfilter/index.ts';
import type { Cni } from '../types.ts';
import { rangeOf } from './parts/addresses.ts';
import { wireBridge } from './parts/bridge.ts';
import { addHostPorts } from './parts/portmap.ts';

const mtu = 1500;
/** kubelet's --non-masquerade-cidr. */
const nonMasquerade = cidr('10.0.0.0/8');

/**
 * kubenet, a part of kubelet until dockershim left (Kubernetes 1.24): a bridge on each node and nothing between nodes. The
 * cloud's route controller writes a route for each node's range into the cloud's own router (kubernetes/kubernetes v1.23,
 * pkg/kubelet/dockershim/network/kubenet/kubenet_linux.go; cloud-provider, controllers/route).
 */
const kubenet: Cni = {
  name: 'kubenet',
  title: 'kubenet',
  retiredSince: 'Kubernetes 1.24',
  encapsulation: 'none',
  overheadBytes: 0,
  mtu,
  allocation: 'host-local',
  wire({ nodes, router, spec }) {
    for (const node of nodes) {
      wireBridge(node, { name: 'cbr0', mtu }, spec);
      router.addRoute({
        destination: node.podCidr,
        device: 'eth0',
        via: node.address,
        because: rangeOf(node),
      });
      const matches = [
        comment('kubenet: SNAT for outbound traffic from cluster'),
        { match: 'addrtype', of: 'destination', type: 'LOCAL', negated: true } as const,
        notTo(nonMasquerade),
      ];
      const masquerade = { target: 'MASQUERADE', randomFully: false } as const;
      node.netns.addRule('nat', 'POSTROUTING', rule(matches, masquerade, rangeOf(node)));
      // The container runtime does it in its own chains; what they do is the same.
      if (!spec.faults?.noPortmap) addHostPorts(node, 'kubenet');
    }
  },
};
export default kubenet;
