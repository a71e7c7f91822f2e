import { cidr, hostCidr, ip } from '../../../net/index.ts';
import {
  accept,
  comment,
  drop,
  giveBack,
  inState,
  jump,
  notFrom,
  notTo,
  rule,
  to,
  toAddress,
  toLocal,
  type Match,
  type Rule,
} from '../../netfilter/index.ts';
import type { Settings } from './settings.ts';

export const markMasqueradeChain = 'KUBE-MARK-MASQ';

/** `--iptables-masquerade-bit` 14. */
const masqueradeMark = 0x4000;
const marked = (negated: boolean): Match => ({
  match: 'mark',
  value: masqueradeMark,
  mask: masqueradeMark,
  negated,
});
const localhost = cidr('127.0.0.0/8');
const localhost6 = hostCidr(ip('::1'));

const always = (text: string, chain: string): Rule => rule([comment(text)], jump(chain));
const whenNew = (text: string, chain: string): Rule =>
  rule([inState('NEW'), comment(text)], jump(chain));

const firewall = whenNew('kubernetes load balancer firewall', 'KUBE-PROXY-FIREWALL');
const external = whenNew('kubernetes externally-visible service portals', 'KUBE-EXTERNAL-SERVICES');
const services = whenNew('kubernetes service portals', 'KUBE-SERVICES');
const kubelet = rule([], jump('KUBE-FIREWALL'));

/**
 * How packets come from the built-in chains to kube-proxy's own. Authority: iptablesJumpChains of
 * pkg/proxy/iptables/proxier.go; each is put before the others, so the last of that list stands first.
 */
export const jumps = {
  nat: {
    PREROUTING: [always('kubernetes service portals', 'KUBE-SERVICES')],
    INPUT: [],
    OUTPUT: [always('kubernetes service portals', 'KUBE-SERVICES')],
    POSTROUTING: [always('kubernetes postrouting rules', 'KUBE-POSTROUTING')],
  },
  filter: {
    INPUT: [
      kubelet,
      firewall,
      always('kubernetes health check service ports', 'KUBE-NODEPORTS'),
      external,
    ],
    FORWARD: [firewall, always('kubernetes forwarding rules', 'KUBE-FORWARD'), services, external],
    OUTPUT: [kubelet, firewall, services],
  },
} as const;

/** Packets to be masqueraded are only marked on the way; POSTROUTING knows the interface they leave by. */
export const markMasqueradeRules: readonly Rule[] = [
  rule([], { target: 'MARK', value: masqueradeMark, mask: masqueradeMark }),
];

/** The mark is taken off, so that a packet that passes again (out of a tunnel, say) is not masqueraded twice. */
export const postroutingRules: readonly Rule[] = [
  rule([marked(true)], giveBack),
  rule([], { target: 'MARK', value: masqueradeMark, mask: 0 }),
  rule([comment('kubernetes service traffic requiring SNAT')], {
    target: 'MASQUERADE',
    randomFully: true,
  }),
];

/** Node ports on 127.0.0.1 need route_localnet, which would let neighbours in: they are kept out here. */
export function localnetRules({ localhostNodePorts }: Settings): readonly Rule[] {
  if (!localhostNodePorts) return [];
  const known: Match = {
    match: 'conntrack',
    states: ['RELATED', 'ESTABLISHED', 'DNAT'],
    negated: true,
  };
  return [
    rule(
      [comment('block incoming localnet connections'), to(localhost), notFrom(localhost), known],
      drop,
    ),
  ];
}

/** What a node forwards though the policy of FORWARD may be DROP, and what conntrack cannot make sense of. */
export function forwardRules({ countsPackets }: Settings): readonly Rule[] {
  const count: readonly Match[] = countsPackets
    ? [{ match: 'nfacct', counter: 'ct_state_invalid_dropped_pkts' }]
    : [];
  return [rule([inState('INVALID'), ...count], drop), ...forwardingRules];
}

/** What a node forwards whatever the policy of FORWARD, in every mode that writes with iptables. */
export const forwardingRules: readonly Rule[] = [
  rule([comment('kubernetes forwarding rules'), marked(false)], accept),
  rule(
    [comment('kubernetes forwarding conntrack rule'), inState('RELATED', 'ESTABLISHED')],
    accept,
  ),
];

/** The end of KUBE-SERVICES: what none of the Services wanted may be for a node port. */
export function nodePortJumps({
  family,
  nodePortAddresses,
  localhostNodePorts,
}: Settings): readonly Rule[] {
  const words = comment(
    'kubernetes service nodeports; NOTE: this must be the last rule in this chain',
  );
  const toNodePorts = jump('KUBE-NODEPORTS');
  if (nodePortAddresses !== 'all')
    return nodePortAddresses.map((address) => rule([words, toAddress(address)], toNodePorts));
  const exception =
    family === 'IPv6' ? [notTo(localhost6)] : localhostNodePorts ? [] : [notTo(localhost)];
  return [rule([words, toLocal, ...exception], toNodePorts)];
}
