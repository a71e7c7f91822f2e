import type { Hook } from '../../netfilter/types.ts';
import {
  drop,
  jump,
  masquerade,
  reject,
  rule,
  whenNew,
  type BaseHook,
  type Chain,
  type Field,
  type Rule,
  type Statement,
} from '../../nftables/index.ts';
import type { SetName } from './names.ts';
import { loopback, type Settings } from './settings.ts';

/** `--nftables-masquerade-bit` 14. */
const masqueradeMark = 0x4000;

/** The packet is to be masqueraded on its way out; only POSTROUTING knows the interface it leaves by. */
export const markForMasquerade: Statement = {
  statement: 'mark',
  operator: '|',
  bits: masqueradeMark,
};

/** Elements of maps that refuse lead here: `reject` is no verdict. */
export const rejectChain = 'reject-chain';

/** The chains that a table has whatever Services there are (setupNFTables of pkg/proxy/nftables/proxier.go). */
export function baseChains(settings: Settings): readonly Chain[] {
  return [...hooked, ...dispatching(settings)];
}

const checkServices = rule([whenNew, jump('service-endpoints-check')]);
const checkNodePorts = rule([whenNew, jump('nodeport-endpoints-check')]);
const checkClusterIps = rule([whenNew, jump('cluster-ips-check')]);
const checkFirewall = rule([whenNew, jump('firewall-check')]);

/** Sources are checked before DNAT, against the address that was asked; what has no endpoint when it is sure that none was found. */
const hooked: readonly Chain[] = [
  base('filter-prerouting-pre-dnat', 'filter', 'PREROUTING', -110, [checkFirewall]),
  base('filter-output-pre-dnat', 'filter', 'OUTPUT', -110, [checkFirewall]),
  base('filter-input', 'filter', 'INPUT', 0, [checkNodePorts, checkServices]),
  base('filter-forward', 'filter', 'FORWARD', 0, [checkServices, checkClusterIps]),
  base('filter-output', 'filter', 'OUTPUT', 0, [checkServices, checkClusterIps]),
  base('nat-prerouting', 'nat', 'PREROUTING', -100, [rule([jump('services')])]),
  base('nat-output', 'nat', 'OUTPUT', -100, [rule([jump('services')])]),
  base('nat-postrouting', 'nat', 'POSTROUTING', 100, [rule([jump('masquerading')])]),
];

function base(
  name: string,
  type: BaseHook['type'],
  hook: Hook,
  priority: number,
  rules: readonly Rule[],
): Chain {
  return { name, base: { type, hook, priority }, rules };
}

function dispatching(settings: Settings): readonly Chain[] {
  const { source, destination, nodePortAddresses, serviceCidrs } = settings;
  const service: readonly Field[] = [destination, 'meta l4proto', 'th dport'];
  const port: readonly Field[] = ['meta l4proto', 'th dport'];
  const toNodePort =
    nodePortAddresses === 'all' ? [notToLoopback(settings)] : [isIn(destination, 'nodeport-ips')];
  const toThisNode: readonly Statement[] =
    nodePortAddresses === 'all' ? [{ statement: 'fib', of: 'daddr' }] : [];
  const unallocated = rule(
    [{ statement: 'address', field: destination, ranges: serviceCidrs }, drop],
    { comment: 'Drop traffic to unallocated ClusterIPs' },
  );
  return [
    {
      name: 'nodeport-endpoints-check',
      rules: [rule([...toNodePort, vmap(port, 'no-endpoint-nodeports')])],
    },
    { name: 'service-endpoints-check', rules: [rule([vmap(service, 'no-endpoint-services')])] },
    { name: 'firewall-check', rules: [rule([vmap(service, 'firewall-ips')])] },
    {
      name: 'services',
      rules: [
        ...fromOutside(settings),
        rule([vmap(service, 'service-ips')]),
        rule([...toThisNode, ...toNodePort, vmap(port, 'service-nodeports')]),
      ],
    },
    {
      name: 'masquerading',
      rules: [
        rule([
          { statement: 'marked', mask: masqueradeMark },
          { statement: 'mark', operator: '^', bits: masqueradeMark },
          masquerade,
        ]),
        rule([
          { statement: 'status', status: 'dnat' },
          isIn([source, ...service], 'hairpin-connections'),
          masquerade,
        ]),
      ],
    },
    {
      name: 'cluster-ips-check',
      rules: [
        rule([isIn(destination, 'cluster-ips'), reject], {
          comment: 'Reject traffic to invalid ports of ClusterIPs',
        }),
        ...(serviceCidrs.length > 0 ? [unallocated] : []),
      ],
    },
    {
      name: rejectChain,
      comment: 'helper for @no-endpoint-services / @no-endpoint-nodeports',
      rules: [rule([reject])],
    },
  ];
}

/** Clients that are no pods may come from another node's network: the answer has to come back here. */
function fromOutside({ source, destination, podCidr, masqueradeAll }: Settings): readonly Rule[] {
  const toService = isIn(destination, 'cluster-ips');
  if (masqueradeAll) return [rule([toService, markForMasquerade])];
  if (!podCidr) return [];
  const outside: Statement = {
    statement: 'address',
    field: source,
    ranges: [podCidr],
    negated: true,
  };
  const comment = 'masquerade clusterIP traffic from outside cluster';
  return [rule([toService, outside, markForMasquerade], { comment })];
}

function notToLoopback({ destination, family }: Settings): Statement {
  return { statement: 'address', field: destination, ranges: [loopback[family]], negated: true };
}

function vmap(fields: readonly Field[], map: SetName): Statement {
  return { statement: 'vmap', fields, map };
}

function isIn(fields: Field | readonly Field[], set: SetName): Statement {
  return { statement: 'lookup', fields: [fields].flat(), set };
}
