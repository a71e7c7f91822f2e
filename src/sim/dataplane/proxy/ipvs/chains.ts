import { cidr } from '../../../net/index.ts';
import type { Ipset, SetEnd } from '../../ipset/index.ts';
import {
  accept,
  comment,
  drop,
  from,
  giveBack,
  inState,
  jump,
  notFrom,
  reject,
  rule,
  toLocal,
  type Chain,
  type Match,
  type Netfilter,
  type Rule,
  type Table,
  type Target,
} from '../../netfilter/index.ts';
import {
  forwardingRules,
  markMasqueradeChain,
  markMasqueradeRules,
  postroutingRules,
} from '../iptables/base-rules.ts';
import { nodePortSets } from './port-parts.ts';
import { kubeSets, type SetName } from './sets.ts';
import type { Settings } from './settings.ts';

const always = (text: string, chain: string): Rule => rule([comment(text)], jump(chain));
const services = always('kubernetes service portals', 'KUBE-SERVICES');
const firewall = always('kube-proxy firewall rules', 'KUBE-PROXY-FIREWALL');
const filterText = 'kubernetes ipvs access filter';

/** How packets come to kube-proxy's chains: iptablesJumpChain, of which each is put before the others. */
const jumps = {
  nat: {
    PREROUTING: [services],
    INPUT: [],
    OUTPUT: [services],
    POSTROUTING: [always('kubernetes postrouting rules', 'KUBE-POSTROUTING')],
  },
  filter: {
    INPUT: [
      always(filterText, 'KUBE-IPVS-FILTER'),
      firewall,
      always('kubernetes health check rules', 'KUBE-NODE-PORT'),
    ],
    FORWARD: [firewall, always('kubernetes forwarding rules', 'KUBE-FORWARD')],
    OUTPUT: [always(filterText, 'KUBE-IPVS-OUT-FILTER')],
  },
} as const;

type Sets = ReadonlyMap<SetName, Ipset>;

/** The tables of kube-proxy on a node, which are the same for all Services but for `outFilter` (writeIptablesRules). */
export function chainsOf(sets: Sets, outFilter: readonly Rule[], settings: Settings): Netfilter {
  return { nat: natTable(sets, settings), filter: filterTable(sets, outFilter) };
}

function natTable(sets: Sets, settings: Settings): Table {
  const when = rulesIfAny(sets);
  const mark = jump(markMasqueradeChain);
  return table('nat', jumps.nat, {
    'KUBE-SERVICES': [
      rule([from(loopback)], giveBack),
      ...when('KUBE-LOAD-BALANCER', toService, jump('KUBE-LOAD-BALANCER')),
      ...clusterIps(when, settings),
      ...when('KUBE-EXTERNAL-IP', toService, mark),
      ...externalIps(when, 'KUBE-EXTERNAL-IP'),
      ...externalIps(when, 'KUBE-EXTERNAL-IP-LOCAL'),
      rule([toLocal], jump('KUBE-NODE-PORT')),
      ...acceptIfAny(sets, 'KUBE-CLUSTER-IP'),
      ...acceptIfAny(sets, 'KUBE-LOAD-BALANCER'),
    ],
    'KUBE-POSTROUTING': [
      ...when('KUBE-LOOP-BACK', [...toService, 'source'], {
        target: 'MASQUERADE',
        randomFully: false,
      }),
      ...postroutingRules,
    ],
    'KUBE-NODE-PORT': (['TCP', 'UDP', 'SCTP'] as const).flatMap((protocol) => {
      const ends = protocol === 'SCTP' ? toService : toPort;
      const { all, local } = nodePortSets[protocol];
      const isProtocol: Match = { match: 'protocol', protocol };
      return [...when(local, ends, giveBack, isProtocol), ...when(all, ends, mark, isProtocol)];
    }),
    'KUBE-LOAD-BALANCER': [
      ...when('KUBE-LOAD-BALANCER-LOCAL', toService, giveBack),
      rule([], mark),
    ],
    [markMasqueradeChain]: markMasqueradeRules,
  });
}

function filterTable(sets: Sets, outFilter: readonly Rule[]): Table {
  const when = rulesIfAny(sets);
  const toAllowed: readonly SetEnd[] = [...toService, 'source'];
  return table('filter', jumps.filter, {
    'KUBE-FORWARD': forwardingRules,
    'KUBE-NODE-PORT': [
      rule(
        [
          comment(kubeSets['KUBE-HEALTH-CHECK-NODE-PORT'][1]),
          isIn('KUBE-HEALTH-CHECK-NODE-PORT', toPort),
        ],
        accept,
      ),
    ],
    'KUBE-PROXY-FIREWALL': when(
      'KUBE-LOAD-BALANCER-FW',
      toService,
      jump('KUBE-SOURCE-RANGES-FIREWALL'),
    ),
    'KUBE-SOURCE-RANGES-FIREWALL': [
      ...when('KUBE-LOAD-BALANCER-SOURCE-CIDR', toAllowed, giveBack),
      ...when('KUBE-LOAD-BALANCER-SOURCE-IP', toAllowed, giveBack),
      rule([], drop, [], 'source-range'),
    ],
    'KUBE-IPVS-FILTER': [
      rule([isIn('KUBE-LOAD-BALANCER', toService)], giveBack),
      rule([isIn('KUBE-CLUSTER-IP', toService)], giveBack),
      rule([isIn('KUBE-EXTERNAL-IP', toService)], giveBack),
      rule([isIn('KUBE-EXTERNAL-IP-LOCAL', toService)], giveBack),
      rule([isIn('KUBE-HEALTH-CHECK-NODE-PORT', toPort)], giveBack),
      // The node's own ports, and pings, are not for those who ask a Service (issues 72236 and 41002).
      rule([inState('NEW'), isIn('KUBE-IPVS-IPS', ['destination'])], reject),
    ],
    'KUBE-IPVS-OUT-FILTER': outFilter,
  });
}

const loopback = cidr('127.0.0.0/8');
const toService: readonly SetEnd[] = ['destination', 'destination'];
const toPort: readonly SetEnd[] = ['destination'];

type When = (
  set: SetName,
  of: readonly SetEnd[],
  target: Target,
  ...matches: readonly Match[]
) => readonly Rule[];

/** A rule for what is in a set, if anything is. Of `matches` the protocol comes first, the others behind the set. */
function rulesIfAny(sets: Sets): When {
  return (set, of, target, ...matches) => {
    if (isEmpty(sets, set)) return [];
    const isProtocol = ({ match }: Match): boolean => match === 'protocol';
    return [
      rule(
        [
          ...matches.filter(isProtocol),
          comment(kubeSets[set][1]),
          isIn(set, of),
          ...matches.filter((match) => !isProtocol(match)),
        ],
        target,
      ),
    ];
  };
}

/** Clients that are no pods may come from another node's network: the answer has to come back here. */
function clusterIps(when: When, { masqueradeAll, podCidr }: Settings): readonly Rule[] {
  const mark = jump(markMasqueradeChain);
  if (masqueradeAll) return when('KUBE-CLUSTER-IP', toService, mark);
  if (podCidr) return when('KUBE-CLUSTER-IP', toService, mark, notFrom(podCidr));
  // The node itself, whose own address the Service's is.
  return when('KUBE-CLUSTER-IP', ['source', 'destination'], mark);
}

/** What comes from another machine, or stays on this one. */
function externalIps(
  when: When,
  set: 'KUBE-EXTERNAL-IP' | 'KUBE-EXTERNAL-IP-LOCAL',
): readonly Rule[] {
  const notFromBridge: Match = { match: 'physdev', isIn: false };
  const notFromHere: Match = { match: 'addrtype', of: 'source', type: 'LOCAL', negated: true };
  return [
    ...when(set, toService, accept, notFromBridge, notFromHere),
    ...when(set, toService, accept, toLocal),
  ];
}

function acceptIfAny(sets: Sets, set: SetName): readonly Rule[] {
  return isEmpty(sets, set) ? [] : [rule([isIn(set, toService)], accept)];
}

function isIn(set: SetName, of: readonly SetEnd[]): Match {
  return { match: 'set', set, of };
}

function isEmpty(sets: Sets, set: SetName): boolean {
  return (sets.get(set)?.entries.length ?? 0) === 0;
}

function table(
  name: Table['name'],
  builtIn: Readonly<Record<string, readonly Rule[]>>,
  own: Readonly<Record<string, readonly Rule[]>>,
): Table {
  const chains: readonly Chain[] = [
    ...Object.entries(builtIn).map(([chain, rules]) => ({
      name: chain,
      policy: 'ACCEPT' as const,
      rules,
    })),
    ...Object.entries(own).map(([chain, rules]) => ({ name: chain, rules })),
  ];
  return { name, chains: new Map(chains.map((chain) => [chain.name, chain])) };
}
