import { cidr, hostCidr, nth, type Ip } from '../../net/index.ts';
import { comment, giveBack, jump, rule, to } from '../netfilter/index.ts';
import type { Building, Cni, NodeBuilding, PodBuilding } from '../types.ts';
import { anywhere, macOf, rangeOf, vethOf } from './parts/addresses.ts';
import { routeBetweenNodes } from './parts/hostRoutes.ts';
import { queueEnforcement, queueForPolicies } from './parts/policyQueue.ts';

const mtu = 1500;

/** kindnet, the plugin of kind: Pods hang on the node by a veth pair each, without a bridge, and nodes route to each other (kubernetes-sigs/kind, images/kindnetd). */
const kindnet: Cni = {
  name: 'kindnet',
  title: 'kindnet',
  encapsulation: 'none',
  overheadBytes: 0,
  enforces: queueEnforcement,
  mtu,
  allocation: 'host-local',
  conflist: ({ podCidr }) => ({
    file: '10-kindnet.conflist',
    content: {
      cniVersion: '0.3.1',
      name: 'kindnet',
      plugins: [
        {
          type: 'ptp',
          ipMasq: false,
          ipam: {
            type: 'host-local',
            dataDir: '/run/cni-ipam-state',
            routes: [{ dst: '0.0.0.0/0' }],
            ranges: [[{ subnet: podCidr.text }]],
          },
          mtu,
        },
        { type: 'portmap', capabilities: { portMappings: true } },
      ],
    },
  }),
  wire(building) {
    for (const node of building.nodes) {
      for (const pod of node.pods) wirePod(node, pod, nth(node.podCidr, 1));
      addRules(building, node);
      queueForPolicies(node);
    }
    routeBetweenNodes(building.nodes);
  },
};
export default kindnet;

/** containernetworking/plugins, plugins/main/ptp/ptp.go: every veth of the node has the gateway's address, and the Pod reaches even its neighbours through it. */
function wirePod(node: NodeBuilding, { address, because, ...pod }: PodBuilding, gateway: Ip): void {
  const veth = vethOf(pod);
  node.netns.addInterface({
    name: veth,
    mac: macOf(address, 'far'),
    addresses: [{ ip: gateway, prefix: 32 }],
    mtu,
    device: { type: 'veth', peer: { netns: pod.netns.id, name: 'eth0' } },
    because,
  });
  node.netns.addRoute({ destination: hostCidr(address), device: veth, scope: 'host', because });

  const device = 'eth0';
  pod.netns.addInterface({
    name: device,
    mac: macOf(address),
    addresses: [{ ip: address, prefix: node.podCidr.prefix }],
    mtu,
    device: { type: 'veth', peer: { netns: node.id, name: veth } },
    because,
  });
  const toGateway = { destination: hostCidr(gateway), scope: 'link' } as const;
  pod.netns.addRoute({ destination: anywhere, device, via: gateway, because });
  pod.netns.addRoute({ destination: node.podCidr, device, via: gateway, source: address, because });
  pod.netns.addRoute({ ...toGateway, device, source: address, because });
}

/** images/kindnetd/cmd/kindnetd/masq.go. */
function addRules({ spec }: Building, node: NodeBuilding): void {
  const because = rangeOf(node);
  const chain = 'KIND-MASQ-AGENT';
  const say = (text: string) => comment(`kind-masq-agent: ${text}`);
  const notLocal = { match: 'addrtype', of: 'destination', type: 'LOCAL', negated: true } as const;
  const start = say(
    `ensure nat POSTROUTING directs all non-LOCAL destination traffic to our custom ${chain} chain`,
  );
  const { netns } = node;
  netns.addRule('nat', 'POSTROUTING', rule([notLocal, start], jump(chain), because));
  const inside = [to(cidr(spec.podCidr)), say('local traffic is not subject to MASQUERADE')];
  netns.addRule('nat', chain, rule(inside, giveBack, because));
  const outside = say('outbound traffic is subject to MASQUERADE (must be last in chain)');
  const masquerade = { target: 'MASQUERADE', randomFully: false } as const;
  netns.addRule('nat', chain, rule([outside], masquerade, because));
}
