import { remember } from '../../../base/remember.ts';
import type { Ref } from '../../api/types.ts';
import type { IpFamily } from '../../net/index.ts';
import type { Place } from '../../trace/types.ts';
import { walkTable } from '../netfilter/index.ts';
import type { Hook, TableLook, TableName, TablePass } from '../netfilter/types.ts';
import { at } from '../place.ts';
import type { ChainPass, HookedChain } from '../nftables/types.ts';
import type { Netns } from '../types.ts';
import { causesOf } from './causes.ts';
import { FlowCache } from './flows.ts';
import type { PacketEnd } from './nat.ts';

/** What one table, or base chain, made of a packet. */
export interface RulesPass extends Pick<ChainPass, 'verdict' | 'looked' | 'mark'> {
  readonly passes: TablePass['passes'] | ChainPass['passes'];
  readonly because: readonly Ref[];
  readonly endedBy: TableLook['endedBy'];
}

/** Rules a packet can be shown to: a table of iptables, or a base chain of nftables. */
export interface Rules {
  /** What people call them: `nat`, or `ip kube-proxy`. */
  readonly name: string;
  /** Whose packets they see; absent for those of all. */
  readonly family?: IpFamily;
  readonly flows: FlowCache<RulesPass>;
}

/** What can run at a hook: rules, or what the kernel does itself. `nat` asks the rules of `nat` in turn. */
export type Action = Rules | 'conntrack' | 'confirm' | 'nat' | 'request' | 'answer';
type WithPriority<What> = readonly [priority: number, what: What];

/** What runs at one hook of a namespace, in order. */
export interface Plan {
  readonly hook: Hook;
  readonly place: Place;
  readonly actions: readonly Action[];
  readonly nat: readonly Rules[];
  /** Which end NAT may change here. */
  readonly manipulates: PacketEnd | undefined;
}

/**
 * What runs at each hook whatever rules there are, with its priority: lower ones come first (enum nf_ip_hook_priorities).
 */
const actionsAt: Readonly<
  Record<Hook, readonly WithPriority<TableName | 'conntrack' | 'confirm'>[]>
> = {
  PREROUTING: [
    [-300, 'raw'],
    [-200, 'conntrack'],
    [-150, 'mangle'],
    [-100, 'nat'],
  ],
  INPUT: [
    [-150, 'mangle'],
    [0, 'filter'],
    [100, 'nat'],
    [Infinity, 'confirm'],
  ],
  FORWARD: [
    [-150, 'mangle'],
    [0, 'filter'],
  ],
  OUTPUT: [
    [-300, 'raw'],
    [-200, 'conntrack'],
    [-150, 'mangle'],
    [-100, 'nat'],
    [0, 'filter'],
  ],
  POSTROUTING: [
    [-150, 'mangle'],
    [100, 'nat'],
    [Infinity, 'confirm'],
  ],
};

/**
 * Where IPVS stands once there is a virtual server (ip_vs_ops4 of net/netfilter/ipvs/ip_vs_core.c). Errors that are forwarded to
 * other addresses are none of kube-proxy's.
 */
const ipvsAt: Readonly<Partial<Record<Hook, readonly WithPriority<'request' | 'answer'>[]>>> = {
  INPUT: [
    [98, 'answer'],
    [99, 'request'],
  ],
  FORWARD: [[100, 'answer']],
  OUTPUT: [
    [-99, 'answer'],
    [-98, 'request'],
  ],
};

/** HOOK2MANIP. */
const manipulates: Readonly<Record<Hook, PacketEnd | undefined>> = {
  PREROUTING: 'destination',
  OUTPUT: 'destination',
  INPUT: 'source',
  POSTROUTING: 'source',
  FORWARD: undefined,
};

/** What runs at the hooks of a namespace; `undefined` when nobody there has ever written a rule. */
export const plansOf = remember((netns: Netns): Readonly<Record<Hook, Plan>> | undefined => {
  const { iptables, nftables } = netns;
  if (Object.keys(iptables).length === 0 && !nftables) return undefined;
  return {
    PREROUTING: planFor(netns, 'PREROUTING'),
    INPUT: planFor(netns, 'INPUT'),
    FORWARD: planFor(netns, 'FORWARD'),
    OUTPUT: planFor(netns, 'OUTPUT'),
    POSTROUTING: planFor(netns, 'POSTROUTING'),
  };
});

function planFor(netns: Netns, hook: Hook): Plan {
  const { iptables, nftables, ipvs } = netns;
  const nat: WithPriority<Rules>[] = [];
  const actions: WithPriority<Action>[] = [];
  for (const [priority, action] of actionsAt[hook]) {
    if (action === 'nat') actions.push([priority, action]);
    if (action === 'conntrack' || action === 'confirm') actions.push([priority, action]);
    else if (iptables[action]?.chains.has(hook))
      (action === 'nat' ? nat : actions).push([priority, ofTable(iptables, action, hook)]);
  }
  if (ipvs) actions.push(...(ipvsAt[hook] ?? []));
  for (const chain of nftables?.baseChains ?? [])
    if (chain.hook === hook)
      (chain.type === 'nat' ? nat : actions).push([chain.priority, ofBaseChain(chain)]);
  const place = at(netns, `hook:${hook}`);
  return {
    hook,
    place,
    actions: inOrder(actions),
    nat: inOrder(nat),
    manipulates: manipulates[hook],
  };
}

/**
 * By priority. Of two that have the same, the one that came to the kernel last runs first (nf_hook_entries_grow): the CNI
 * plugin, which writes with iptables, starts after kube-proxy.
 */
function inOrder<What>(all: readonly WithPriority<What>[]): readonly What[] {
  return all.toSorted(([one], [other]) => one - other).map(([, what]) => what);
}

function ofTable(iptables: Netns['iptables'], name: TableName, hook: Hook): Rules {
  const flows = new FlowCache((packet, context, mark): RulesPass => {
    const pass = walkTable(iptables, name, hook, packet, context, mark);
    return passOf(pass, pass.decided !== undefined);
  });
  return { name, flows };
}

/** Chains of nftables accept what none of their rules decided about; we know none that accept by a rule. */
function ofBaseChain(chain: HookedChain): Rules {
  const { family, table } = chain;
  const flows = new FlowCache((packet, context, mark): RulesPass => {
    const pass = chain.walk(packet, context, mark);
    return passOf(pass, pass.verdict.verdict !== 'accept');
  });
  return { name: `${family === 'IPv6' ? 'ip6' : 'ip'} ${table.name}`, family, flows };
}

function passOf(
  { verdict, passes, looked, mark }: TablePass | ChainPass,
  isDecided: boolean,
): RulesPass {
  const policy = verdict.verdict === 'drop' ? 'policy DROP' : 'policy ACCEPT';
  const endedBy = isDecided ? 'rule' : policy;
  return { verdict, passes, looked, mark, because: causesOf(passes), endedBy };
}
