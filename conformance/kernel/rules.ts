import type { Chain, Netfilter, TableName } from '../../src/sim/dataplane/netfilter/index.ts';
import { readNetfilter } from '../../src/sim/dataplane/netfilter/read/save.ts';
import type { ScenarioNode } from './recording.ts';

/** Chains that kube-proxy alone writes to. */
export const ofKubeProxy = /^KUBE-/;

/**
 * The rules of a node: kube-proxy's chains as the simulation writes them; the built-in chains, those of the CNI plugin and those somebody added by hand as the
 * recording has them. (`rules.test.ts` holds kube-proxy's chains against the recording as well.)
 */
export function rulesOf(written: Netfilter, { name, iptables }: ScenarioNode): Netfilter {
  const recorded = recordedRules(name, iptables);
  const tables = Object.entries(recorded).map(([tableName, table]) => {
    const ours = written[tableName as TableName]?.chains ?? new Map<string, Chain>();
    const chains = [...table.chains].map(([chain, theirs]): [string, Chain] => [
      chain,
      ofKubeProxy.test(chain) ? (ours.get(chain) ?? { name: chain, rules: [] }) : theirs,
    ]);
    return [tableName, { name: table.name, chains: new Map(chains) }] as const;
  });
  return Object.fromEntries(tables);
}

/** The recorded rules of a node. Throws for a line that cannot be read. */
export function recordedRules(node: string, lines: readonly string[]): Netfilter {
  const { netfilter, problems } = readNetfilter(lines.join('\n'));
  if (problems.length > 0) throw new Error(`${node}: ${JSON.stringify(problems)}`);
  return netfilter;
}
