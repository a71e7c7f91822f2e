import type { Ref } from '../../sim/api/types.ts';
import type { Hook, Rule, Table } from '../../sim/dataplane/netfilter/types.ts';
import type { Netns } from '../../sim/dataplane/types.ts';

/**
 * The objects whose rules a packet may meet at a hook, each once. A Service has no box of its own: these are how it is found
 * on the map, in the gates of every node.
 */
export function gateCauses(netns: Netns, hook: Hook): readonly Ref[] {
  const known = causes.get(netns) ?? new Map<Hook, readonly Ref[]>();
  causes.set(netns, known);
  const found = known.get(hook) ?? objectsBehind(netns, hook);
  known.set(hook, found);
  return found;
}

/** Rules never change, and a stage is laid out more than once. */
const causes = new WeakMap<Netns, Map<Hook, readonly Ref[]>>();

function objectsBehind({ iptables, nftables, ipvs }: Netns, hook: Hook): readonly Ref[] {
  const balanced = hook === 'INPUT' || hook === 'OUTPUT' ? (ipvs?.virtualServers ?? []) : [];
  const chains = (nftables?.baseChains ?? []).filter((chain) => chain.hook === hook);
  return eachOnce([
    ...Object.values(iptables).flatMap((table) => rulesFrom(table, hook)),
    ...chains.flatMap((chain) => [...chain.met()]),
    ...balanced.flatMap((server) => [server, ...server.realServers]),
  ]);
}

/** The objects that BPF programs balance for: what comes in by the node's network card meets them first. */
export function cardCauses({ bpf }: Netns): readonly Ref[] {
  return bpf ? eachOnce([...bpf.maps.cilium_lb4_services_v2.values()]) : [];
}

function eachOnce(met: readonly { readonly because: readonly Ref[] }[]): readonly Ref[] {
  const objects = new Map<string, Ref>();
  for (const { because } of met)
    for (const { kind, namespace, name } of because)
      objects.set(`${kind}/${namespace}/${name}`, { kind, namespace, name, path: '' });
  return [...objects.values()];
}

/** The rules of a chain and of all chains that they lead to. */
function rulesFrom({ chains }: Table, start: string): readonly Rule[] {
  const seen = new Set([start]);
  const rules: Rule[] = [];
  // The set grows while it is walked: chains are visited in the order they are found, each once.
  for (const name of seen) {
    for (const rule of chains.get(name)?.rules ?? []) {
      rules.push(rule);
      if ('chain' in rule.target) seen.add(rule.target.chain);
    }
  }
  return rules;
}
