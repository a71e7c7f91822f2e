import { hostCidr } from '../../../net/index.ts';
import { lxcName, routerAddress } from '../../bpf/agent/endpoints.ts';
import { loadMaps } from '../../bpf/agent/load.ts';
import { cilFromContainer } from '../../bpf/programs/cil_from_container.ts';
import { cilFromHost } from '../../bpf/programs/cil_from_host.ts';
import { cilFromNetdev } from '../../bpf/programs/cil_from_netdev.ts';
import { cilToNetdev, type Masquerading } from '../../bpf/programs/cil_to_netdev.ts';
import { accept, comment, jump, rule, type Match } from '../../netfilter/index.ts';
import type { Building, Cni, NodeBuilding, PodBuilding } from '../../types.ts';
import { anywhere, macOf, rangeOf } from './addresses.ts';

/** What both forms of Cilium have in common. */
export const ciliumFacts = {
  enforces: { by: 'bpf', kinds: ['NetworkPolicy'], isMissing: true },
  replacesKubeProxy: true,
  allocation: 'host-local',
  conflist: () => ({
    file: '05-cilium.conflist',
    content: {
      cniVersion: '0.3.1',
      name: 'cilium',
      plugins: [
        {
          type: 'cilium-cni',
          'enable-debug': false,
          'log-file': '/var/run/cilium/cilium-cni.log',
        },
      ],
    },
  }),
} as const satisfies Partial<Cni>;

/** How a node reaches Pods of others, and what its Pods are known by outside. */
export interface CiliumMode extends Masquerading {
  readonly hasTunnel: boolean;
  /** Bytes of a packet that Pods may send, where it is less than fits their devices. */
  readonly routeMtu?: number;
}

const deviceMtu = 1500;

/**
 * What cilium-agent leaves on a node with kubeProxyReplacement, bpf.masquerade and, following from them, BPF host routing: the
 * pair cilium_host and cilium_net, veth pairs without a bridge, and programs that see every packet
 * (pkg/datapath/loader, pkg/datapath/connector, plugins/cilium-cni).
 */
export function wireCilium(building: Building, node: NodeBuilding, mode: CiliumMode): void {
  node.netns.loadBpf(loadMaps(building, node, mode.hasTunnel));
  wireHost(node);
  attachToCard(node, mode);
  for (const pod of node.pods) wirePod(node, pod, mode);
  addFeederRules(node);
}

/** The way from the node's own stack to Pods: what goes into cilium_host, cil_from_host gets to see. */
function wireHost(node: NodeBuilding): void {
  const because = rangeOf(node);
  const address = routerAddress(node);
  const { netns } = node;
  const pair = (name: string, peer: string) =>
    ({
      name,
      mtu: deviceMtu,
      device: { type: 'veth', peer: { netns: node.id, name: peer } },
      noArp: true,
      because,
    }) as const;
  netns.addInterface({
    ...pair('cilium_host', 'cilium_net'),
    mac: macOf(address),
    addresses: [{ ip: address, prefix: 32 }],
    tc: { egress: cilFromHost },
  });
  netns.addInterface({
    ...pair('cilium_net', 'cilium_host'),
    mac: macOf(address, 'far'),
    addresses: [],
  });
  const own = { device: 'cilium_host', protocol: 'kernel', because } as const;
  netns.addRoute({ ...own, destination: hostCidr(address), scope: 'link' });
  netns.addRoute({ ...own, destination: node.podCidr, via: address, source: address });
}

function attachToCard(node: NodeBuilding, mode: CiliumMode): void {
  node.netns.attach('eth0', { ingress: cilFromNetdev, egress: cilToNetdev(mode) });
}

/** A /32 whose gateway is cilium_host; cil_from_container answers for it by ARP. */
function wirePod(node: NodeBuilding, pod: PodBuilding, { routeMtu }: CiliumMode): void {
  const { address, because, netns } = pod;
  const lxc = lxcName(pod);
  const gateway = routerAddress(node);
  node.netns.addInterface({
    name: lxc,
    mac: macOf(address, 'far'),
    addresses: [],
    mtu: deviceMtu,
    device: { type: 'veth', peer: { netns: netns.id, name: 'eth0' } },
    tc: { ingress: cilFromContainer },
    because,
  });
  const device = 'eth0';
  netns.addInterface({
    name: device,
    mac: macOf(address),
    addresses: [{ ip: address, prefix: 32 }],
    mtu: deviceMtu,
    device: { type: 'veth', peer: { netns: node.id, name: lxc } },
    because,
  });
  const mtu = routeMtu !== undefined && { mtu: routeMtu };
  netns.addRoute({ destination: anywhere, device, via: gateway, ...mtu, because });
  netns.addRoute({ destination: hostCidr(gateway), device, scope: 'link', because });
}

/** What is left for netfilter: packets that the node's own stack forwards are let through (pkg/datapath/iptables). */
function addFeederRules(node: NodeBuilding): void {
  const because = rangeOf(node);
  const chain = 'CILIUM_FORWARD';
  const feeder = [comment(`cilium-feeder: ${chain}`)];
  node.netns.insertRule('filter', 'FORWARD', rule(feeder, jump(chain), because));
  const lines: readonly (readonly [Match, string])[] = [
    [{ match: 'outInterface', interface: 'cilium_host' }, 'any->cluster on cilium_host'],
    [{ match: 'inInterface', interface: 'cilium_host' }, 'cluster->any on cilium_host'],
    [{ match: 'inInterface', interface: 'lxc+' }, 'cluster->any on lxc+'],
    [{ match: 'inInterface', interface: 'cilium_net' }, 'cluster->any on cilium_net'],
  ];
  for (const [match, words] of lines) {
    const says = comment(`cilium: ${words} forward accept`);
    node.netns.addRule('filter', chain, rule([match, says], accept, because));
  }
}
