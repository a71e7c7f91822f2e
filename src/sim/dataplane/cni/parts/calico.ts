import { sha1 } from '@noble/hashes/legacy.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { cidr, hostCidr, ip } from '../../../net/index.ts';
import type { Building, Cni, NodeBuilding, PodBuilding, Route } from '../../types.ts';
import { setOfMembers, setOfRanges } from '../../ipset/index.ts';
import { jump, rule, type Match } from '../../netfilter/index.ts';
import { addFelixRules, calicoEnforcement, type TunnelGuard } from '../felix/index.ts';
import { anywhere, macOf, rangeOf } from './addresses.ts';

/** What all forms of Calico have in common. */
export const calicoFacts = {
  enforces: calicoEnforcement,
  allocation: 'calico-ipam',
} as const satisfies Partial<Cni>;

const gateway = ip('169.254.1.1');
/** The same on every veth of every node: each Pod has a link of its own. */
const mac = 'ee:ee:ee:ee:ee:ee';

/**
 * What Calico's CNI plugin and Felix leave for a Pod: a /32, a veth pair without a bridge, a gateway that exists only as the
 * node's answer by proxy ARP, and a route on the node (cni-plugin/pkg/dataplane/linux/dataplane_linux.go).
 */
export function wireCalicoPod(node: NodeBuilding, pod: PodBuilding, mtu: number): void {
  const { address, because, netns } = pod;
  const name = workloadInterface(pod);
  node.netns.addInterface({
    name,
    mac,
    addresses: [],
    mtu,
    device: { type: 'veth', peer: { netns: netns.id, name: 'eth0' } },
    proxyArp: true,
    because,
  });
  node.netns.addRoute({ destination: hostCidr(address), device: name, scope: 'link', because });
  const device = 'eth0';
  netns.addInterface({
    name: device,
    mac: macOf(address),
    addresses: [{ ip: address, prefix: 32 }],
    mtu,
    device: { type: 'veth', peer: { netns: node.id, name } },
    because,
  });
  netns.addRoute({ destination: anywhere, device, via: gateway, because });
  netns.addRoute({ destination: hostCidr(gateway), device, scope: 'link', because });
}

/** `cali` and eleven digits of a hash (libcalico-go/lib/backend/k8s/conversion, VethNameForWorkload). */
function workloadInterface({ namespace, name }: PodBuilding): string {
  return `cali${bytesToHex(sha1(utf8ToBytes(`${namespace}.${name}`))).slice(0, 11)}`;
}

/** The route that catches what is meant for no Pod of the node's own block, lest it goes round in circles. */
export function blackholeOwnBlock(node: NodeBuilding, protocol: Route['protocol']): void {
  node.netns.addRoute({
    destination: node.podCidr,
    type: 'blackhole',
    ...(protocol && { protocol }),
    because: rangeOf(node),
  });
}

/** The table `filter`, where policies are. With a tunnel, its packets are taken from Calico's own nodes alone. */
export function addPolicyRules(
  { nodes, store }: Building,
  node: NodeBuilding,
  guard?: TunnelGuard,
): void {
  if (guard)
    node.netns.addSet(
      guard.set,
      setOfMembers('hash:net', () =>
        nodes.map((each) => ({ address: each.address, because: rangeOf(each) })),
      ),
    );
  addFelixRules(node, store, workloadInterface, guard);
}

/** natOutgoing of the pool: Pods that call an address of no pool are seen as their node (felix/rules/nat.go). */
export function addNatOutgoing({ spec }: Building, node: NodeBuilding): void {
  const pool = setOfRanges([cidr(spec.podCidr)]);
  const because = rangeOf(node);
  const { netns } = node;
  netns.addSet('cali40masq-ipam-pools', pool);
  netns.addSet('cali40all-ipam-pools', pool);
  netns.insertRule('nat', 'POSTROUTING', rule([], jump('cali-POSTROUTING'), because));
  netns.addRule('nat', 'cali-POSTROUTING', rule([], jump('cali-nat-outgoing'), because));
  const leaving: readonly Match[] = [
    { match: 'set', set: 'cali40masq-ipam-pools', of: ['source'] },
    { match: 'set', set: 'cali40all-ipam-pools', of: ['destination'], negated: true },
  ];
  const masquerade = { target: 'MASQUERADE', randomFully: true } as const;
  netns.addRule('nat', 'cali-nat-outgoing', rule(leaving, masquerade, because));
}

/** manifests/calico.yaml, cni_network_config. */
export function calicoConflist(mtu: number): NonNullable<Cni['conflist']> {
  return ({ name }) => ({
    file: '10-calico.conflist',
    content: {
      name: 'k8s-pod-network',
      cniVersion: '1.0.0',
      plugins: [
        {
          type: 'calico',
          log_level: 'info',
          log_file_path: '/var/log/calico/cni/cni.log',
          datastore_type: 'kubernetes',
          nodename: name,
          mtu,
          ipam: { type: 'calico-ipam' },
          policy: { type: 'k8s' },
          kubernetes: { kubeconfig: '/etc/cni/net.d/calico-kubeconfig' },
        },
        { type: 'portmap', snat: true, capabilities: { portMappings: true } },
      ],
    },
  });
}
