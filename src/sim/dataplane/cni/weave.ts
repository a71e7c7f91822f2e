import { cidr, nth, type Cidr } from '../../net/index.ts';
import {
  accept,
  comment,
  from,
  giveBack,
  inState,
  jump,
  notFrom,
  notTo,
  rule,
  to,
  type Match,
  type Target,
} from '../netfilter/index.ts';
import { setOfRanges } from '../ipset/index.ts';
import type { Building, Cni, Devices, NodeBuilding } from '../types.ts';
import { macOf, othersThan, rangeOf } from './parts/addresses.ts';
import { wireBridge } from './parts/bridge.ts';

const bridge = 'weave';
const bridgeEnd = 'vethwe-bridge';
const datapath = 'datapath';
const datapathEnd = 'vethwe-datapath';
const udpPort = 6784;
const tunnel = `vxlan-${udpPort}`;
/** Small enough for Google's network less VXLAN and the ESP that may be around it (net/bridge.go). */
const mtu = 1376;

/**
 * Weave Net with its fast datapath: all Pods of the cluster are on one layer 2 network. A frame for another node leaves the
 * bridge for a datapath of Open vSwitch, which sends it as VXLAN to the node where the hardware address lives
 * (weaveworks/weave, net/bridge.go "BridgedFastdp", router/fastdp.go). The slow path, sleeve, is not simulated.
 */
const weave: Cni = {
  name: 'weave',
  title: 'Weave Net',
  retiredSince: '2024-06',
  encapsulation: 'VXLAN',
  overheadBytes: 50,
  enforces: { by: 'rules', kinds: ['NetworkPolicy'], isMissing: true },
  mtu,
  allocation: 'weave-ipam',
  conflist: () => ({
    file: '10-weave.conflist',
    content: {
      cniVersion: '0.3.0',
      name: 'weave',
      plugins: [
        { name: 'weave', type: 'weave-net', hairpinMode: true },
        { type: 'portmap', capabilities: { portMappings: true }, snat: true },
      ],
    },
  }),
  wire(building) {
    const range = cidr(building.spec.podCidr);
    const macs = new Map(building.nodes.map((node) => [node, macsOn(node)]));
    building.nodes.forEach((node, index) => {
      const others = othersThan(node, building.nodes);
      const far = others.flatMap((other) => macs.get(other) ?? []);
      const beyond = far.map((mac) => ({ mac, port: bridgeEnd }));
      const port = { name: bridge, mtu, onLink: range, vethPrefix: 'vethwepl', beyond };
      wireBridge(node, port, building.spec);
      wireDatapath(node, macs.get(node) ?? [], far);
      wireTunnel(building, node, index, macs);
      addRules(node, range);
    });
  },
};
export default weave;

/** The hardware addresses that live on a node: its bridge and its Pods. */
function macsOn({ podCidr, pods }: NodeBuilding): readonly string[] {
  return [macOf(nth(podCidr, 1)), ...pods.map(({ address }) => macOf(address))];
}

function wireDatapath(node: NodeBuilding, own: readonly string[], far: readonly string[]): void {
  const because = rangeOf(node);
  const end = (name: string, peer: string, master: string): void =>
    node.netns.addInterface({
      name,
      mac: macOf(node.address, 'far'),
      addresses: [],
      mtu,
      device: { type: 'veth', peer: { netns: node.id, name: peer } },
      master,
      because,
    });
  end(bridgeEnd, datapathEnd, bridge);
  end(datapathEnd, bridgeEnd, datapath);
  const flows: Devices['openvswitch']['flows'] = [
    ...own.map((mac) => ({ mac, port: datapathEnd })),
    ...far.map((mac) => ({ mac, port: tunnel })),
  ];
  node.netns.addInterface({
    name: datapath,
    mac: macOf(node.address, 'far'),
    addresses: [],
    mtu,
    device: { type: 'openvswitch', flows },
    because,
  });
}

/** The number of a VXLAN network tells which two peers talk: twelve bits for each (router/fastdp.go, tunnelIDFor). */
function wireTunnel(
  { nodes }: Building,
  node: NodeBuilding,
  index: number,
  macs: ReadonlyMap<NodeBuilding, readonly string[]>,
): void {
  const remotes = nodes.flatMap((other, number) => {
    if (other === node) return [];
    const vni = (index + 1) | ((number + 1) << 12);
    const found = { destination: other.address, vni, because: rangeOf(other) };
    return (macs.get(other) ?? []).map((mac) => ({ mac, ...found }));
  });
  node.netns.addInterface({
    name: tunnel,
    mac: macOf(node.address, 'far'),
    addresses: [],
    mtu: 65535,
    device: {
      type: 'vxlan',
      port: udpPort,
      local: node.address,
      remotes,
      hears: othersThan(node, nodes).map(({ id }) => ({ netns: id, name: tunnel })),
    },
    master: datapath,
    because: rangeOf(node),
  });
}

/** net/bridge.go, ConfigureIPTables; net/expose.go, exposeNAT. The chains of its policy controller are not among them. */
function addRules(node: NodeBuilding, range: Cidr): void {
  const because = rangeOf(node);
  const { netns } = node;
  const set = 'weaver-no-masq-local';
  netns.addSet(set, setOfRanges([node.podCidr]));
  const into: Match = { match: 'outInterface', interface: bridge };
  const outOf: Match = { match: 'inInterface', interface: bridge };
  const notInto: Match = { ...into, negated: true };
  netns.insertRule('filter', 'FORWARD', rule([outOf, notInto], accept, because));
  const answers = [into, inState('RELATED', 'ESTABLISHED')];
  netns.insertRule('filter', 'FORWARD', rule(answers, accept, because));

  const add = (chain: string, matches: readonly Match[], target: Target): void =>
    netns.addRule('nat', chain, rule(matches, target, because));
  const masquerade: Target = { target: 'MASQUERADE', randomFully: false };
  const toOwnPods: Match = { match: 'set', set, of: ['destination'] };
  add('POSTROUTING', [], jump('WEAVE'));
  add('WEAVE', [toOwnPods, comment('Prevent SNAT to locally running containers')], giveBack);
  add('WEAVE', [from(range), to(cidr('224.0.0.0/4'))], giveBack);
  add('WEAVE', [notFrom(range), to(range)], masquerade);
  add('WEAVE', [from(range), notTo(range)], masquerade);
}
