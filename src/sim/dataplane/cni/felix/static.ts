import {
  accept,
  comment,
  drop,
  giveBack,
  jump,
  rule,
  type Chain,
  type Match,
} from '../../netfilter/index.ts';
import { bits, clearMark, marked, setMark, unmarked } from './marks.ts';

const calicoBits = bits.accept | bits.pass | bits.allBlocks | bits.thisBlock;
const fromPods: Match = { match: 'inInterface', interface: 'cali+' };
/** Of others the device may be another one by the time they leave. */
const notTranslated: Match = { match: 'conntrack', states: ['DNAT'], negated: true };
const toPods: Match = { match: 'outInterface', interface: 'cali+' };

/** How Felix tells the packets of a tunnel between nodes, and the words of its comments. */
export interface TunnelGuard {
  /** The set of nodes that may send such packets. */
  readonly set: string;
  readonly matches: readonly Match[];
  readonly name: string;
  readonly others: { readonly allowed: string; readonly dropped: string; readonly sent: string };
}

/**
 * The chains that every node has, whatever the policies (felix/rules/static.go), with DefaultEndpointToHostAction ACCEPT as
 * manifests/calico.yaml has it. Those about host endpoints are empty: there are none.
 *
 *     FORWARD ── cali-FORWARD ──▶ cali-from-wl-dispatch, then cali-to-wl-dispatch ── back to FORWARD ── … ── ACCEPT if marked
 *     INPUT ──── cali-INPUT ────▶ cali-wl-to-host ──▶ cali-from-wl-dispatch ── ACCEPT
 *     OUTPUT ─── cali-OUTPUT: what the node itself sends to its Pods is not judged
 */
export function staticChains(guard?: TunnelGuard): readonly Chain[] {
  const accepted = comment('Host endpoint policy accepted packet.');
  return [
    {
      name: 'cali-FORWARD',
      rules: [
        rule([], clearMark(calicoBits & ~bits.accept)),
        rule([unmarked(bits.accept)], jump('cali-from-hep-forward')),
        rule([fromPods], jump('cali-from-wl-dispatch')),
        rule([toPods], jump('cali-to-wl-dispatch')),
        rule([], jump('cali-to-hep-forward')),
        rule([], jump('cali-cidr-block')),
      ],
    },
    {
      name: 'cali-INPUT',
      rules: [
        ...(guard ? guardRules(guard) : []),
        rule([fromPods], { target: 'goto', chain: 'cali-wl-to-host' }),
        rule([marked(bits.accept)], accept),
        rule([], clearMark(calicoBits)),
        rule([], jump('cali-from-host-endpoint')),
        rule([accepted, marked(bits.accept)], accept),
      ],
    },
    {
      name: 'cali-wl-to-host',
      rules: [
        rule([], jump('cali-from-wl-dispatch')),
        rule([comment('Configured DefaultEndpointToHostAction')], accept),
      ],
    },
    {
      name: 'cali-OUTPUT',
      rules: [
        rule([marked(bits.accept)], accept),
        rule([toPods], giveBack),
        ...(guard ? [sendingRule(guard)] : []),
        rule([], clearMark(calicoBits)),
        rule([notTranslated], jump('cali-to-host-endpoint')),
        rule([accepted, marked(bits.accept)], accept),
      ],
    },
    ...emptyChains.map((name) => ({ name, rules: [] })),
  ];
}

const emptyChains = [
  'cali-cidr-block',
  'cali-from-hep-forward',
  'cali-from-host-endpoint',
  'cali-to-hep-forward',
  'cali-to-host-endpoint',
];

/** What is appended to FORWARD, behind the rules of others: what policies let pass may go. */
export const afterOthers = [
  rule([comment('Policy explicitly accepted packet.'), marked(bits.accept)], accept),
  rule([], setMark(bits.accept)),
];

function guardRules({ set, matches, name, others }: TunnelGuard) {
  const toNode: Match = { match: 'addrtype', of: 'destination', type: 'LOCAL' };
  const known: readonly Match[] = [
    comment(`Allow ${name} packets from ${others.allowed}`),
    ...matches,
    { match: 'set', set, of: ['source'] },
    toNode,
  ];
  const unknown = [comment(`Drop ${name} packets from ${others.dropped}`), ...matches];
  return [rule(known, accept), rule(unknown, drop)];
}

function sendingRule({ set, matches, name, others }: TunnelGuard) {
  const sent: readonly Match[] = [
    comment(`Allow ${name} packets to ${others.sent}`),
    ...matches,
    { match: 'addrtype', of: 'source', type: 'LOCAL' },
    { match: 'set', set, of: ['destination'] },
  ];
  return rule(sent, accept);
}
