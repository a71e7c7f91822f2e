import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { cidr, ip } from '../../../net/index.ts';
import {
  comment,
  from,
  fromAddress,
  jump,
  port,
  rule,
  toAddress,
  toLocal,
  type Match,
  type Rule,
} from '../../netfilter/index.ts';
import type { Building, Cni, HostPort, NodeBuilding, PodBuilding } from '../../types.ts';
import { conflistOf } from './conflist.ts';

const dnatChain = 'CNI-HOSTPORT-DNAT';
const setMarkChain = 'CNI-HOSTPORT-SETMARK';
const masqueradeChain = 'CNI-HOSTPORT-MASQ';
/** Bit 13, unless the configuration says another. */
const mark = { value: 0x2000, mask: 0x2000 };
/** What one multiport match holds. */
const portsMax = 15;

/** Chained plugins run after the one that wires a Pod: `portmap` where the conflist names it. */
export function runPortmap(cni: Cni, { nodes, spec }: Building): void {
  for (const node of nodes) {
    const { name, plugins } = conflistOf(cni, node, spec)?.content ?? {};
    if (Array.isArray(plugins) && plugins.some(({ type }) => type === 'portmap'))
      addHostPorts(node, String(name));
  }
}

/**
 * The host ports of a node's Pods, as the `portmap` plugin writes them behind the plugin that made the Pod's interface
 * (containernetworking/plugins, plugins/meta/portmap/portmap_iptables.go). `network` is the name in the conflist.
 *
 *     PREROUTING, OUTPUT ─(to an address of the node)─▶ CNI-HOSTPORT-DNAT ─▶ CNI-DN-… of the Pod ─▶ DNAT
 *     POSTROUTING ─▶ CNI-HOSTPORT-MASQ, for what CNI-DN-… marked: the Pod's own network, and 127.0.0.1
 */
export function addHostPorts({ netns, pods }: NodeBuilding, network: string): void {
  const mapped = pods.filter(({ hostPorts }) => hostPorts.length > 0);
  if (mapped.length === 0) return;
  const because = mapped.flatMap(({ hostPorts }) => hostPorts.flatMap((each) => each.because));
  const add = (chain: string, added: Rule): void => netns.addRule('nat', chain, added);
  for (const chain of ['PREROUTING', 'OUTPUT'])
    add(chain, rule([toLocal], jump(dnatChain), because));
  for (const pod of mapped) addPod(pod, network, add);
  const marking = comment('CNI portfwd masquerade mark');
  add(setMarkChain, rule([marking], { target: 'MARK', ...mark }, because));
  const masquerading = comment('CNI portfwd requiring masquerade');
  netns.insertRule('nat', 'POSTROUTING', rule([masquerading], jump(masqueradeChain), because));
  const masquerade = { target: 'MASQUERADE', randomFully: false } as const;
  add(masqueradeChain, rule([{ match: 'mark', ...mark }], masquerade, because));
}

function addPod(
  pod: PodBuilding,
  network: string,
  add: (chain: string, added: Rule) => void,
): void {
  // The real name is made of the sandbox's random id: there is nothing to be like.
  const id = hexOf(`${pod.namespace}/${pod.name}`);
  const chain = `CNI-DN-${hexOf(network + id).slice(0, 21)}`;
  const says = comment(`dnat name: "${network}" id: "${id}"`);
  for (const { protocol, ports } of groups(pod.hostPorts)) {
    const numbers = ports.map(({ hostPort }) => ({ port: hostPort }));
    const matches: readonly Match[] = [
      { match: 'protocol', protocol },
      says,
      { match: 'multiport', of: 'destination', ports: numbers },
    ];
    const because = ports.flatMap((each) => each.because);
    add(dnatChain, rule(matches, jump(chain), because));
  }
  for (const each of pod.hostPorts) for (const one of rulesFor(pod, each)) add(chain, one);
}

function hexOf(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

interface PortGroup {
  readonly protocol: HostPort['protocol'];
  readonly ports: readonly HostPort[];
}

/** By protocol, in order of its name, as many as fit one match. */
function groups(hostPorts: readonly HostPort[]): readonly PortGroup[] {
  return (['SCTP', 'TCP', 'UDP'] as const).flatMap((protocol) => {
    const ports = hostPorts.filter((each) => each.protocol === protocol);
    const count = Math.ceil(ports.length / portsMax);
    return Array.from({ length: count }, (_, index) => ({
      protocol,
      ports: ports.slice(index * portsMax, (index + 1) * portsMax),
    }));
  });
}

/** Two that mark what would come back to where it came from, or from 127.0.0.1, and the one that translates. */
function rulesFor(
  { address, netns }: PodBuilding,
  { protocol, hostPort, containerPort, hostIp, because }: HostPort,
): readonly Rule[] {
  const at: readonly Match[] = [
    ...(hostIp === undefined ? [] : [toAddress(hostIp)]),
    ...port(protocol, hostPort),
  ];
  const own = cidr(`${address}/${netns.prefixOf('eth0') ?? 32}`);
  const marked = [from(own), fromAddress(ip('127.0.0.1'))].map((source) =>
    rule([source, ...at], jump(setMarkChain), because),
  );
  return [...marked, rule(at, { target: 'DNAT', address, port: containerPort }, because)];
}
