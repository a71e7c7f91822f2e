import type { Chain, Netfilter, Ref, Rule, Table, TableName } from '../types.ts';
import { readRule } from './rule.ts';
import { splitWords } from './split.ts';
import { isMisread, type Misread, type RuleProblem } from './types.ts';

/** What could be read of a text, and what could not. */
export interface ReadRules {
  readonly netfilter: Netfilter;
  readonly problems: readonly RuleProblem[];
}

/**
 * Reads what `iptables-save` printed, or what `iptables-restore` is given: the inverse of `printNetfilter`. Never throws; a
 * line that cannot be read is left out and told. Counters and comment lines are passed over. `because` is what all the rules are there for.
 */
export function readNetfilter(text: string, because: readonly Ref[] = []): ReadRules {
  const lines = text.split('\n').map((line) => line.trim());
  const tables = declarations(lines);
  const problems: RuleProblem[] = [];
  let table: Map<string, Chain> | undefined;
  lines.forEach((line, index) => {
    const wrong = ((): Misread | undefined => {
      if (line === '' || line.startsWith('#') || line.startsWith(':') || line === 'COMMIT')
        return undefined;
      if (!line.startsWith('*')) return append(table, line, because);
      table = tables.get(line.slice(1) as TableName);
      return table ? undefined : { misread: 'no-such-table', word: line.slice(1) };
    })();
    if (wrong) problems.push({ ...wrong, line: index + 1 });
  });
  const read = [...tables].map(([name, chains]): [string, Table] => [name, { name, chains }]);
  return { netfilter: Object.fromEntries(read), problems };
}

/** The tables with their chains, still empty: rules may jump to chains that are declared further down. */
function declarations(lines: readonly string[]): ReadonlyMap<TableName, Map<string, Chain>> {
  const tables = new Map<TableName, Map<string, Chain>>();
  let chains: Map<string, Chain> | undefined;
  for (const line of lines) {
    const [, table] = /^\*(raw|mangle|nat|filter)$/.exec(line) ?? [];
    if (line.startsWith('*')) chains = undefined;
    if (table !== undefined) {
      chains = tables.get(table as TableName) ?? new Map<string, Chain>();
      tables.set(table as TableName, chains);
    }
    const [, name, policy] = /^:(\S+) (ACCEPT|DROP|-)/.exec(line) ?? [];
    if (name !== undefined)
      chains?.set(name, { name, ...(isPolicy(policy) && { policy }), rules: [] });
  }
  return tables;
}

function isPolicy(text: string | undefined): text is 'ACCEPT' | 'DROP' {
  return text === 'ACCEPT' || text === 'DROP';
}

function append(
  table: Map<string, Chain> | undefined,
  line: string,
  because: readonly Ref[],
): Misread | undefined {
  const [, rest] = /^(?:\[\d+:\d+\] )?-A (.+)$/.exec(line) ?? [];
  if (rest === undefined || !table) return { misread: 'unknown-line', word: line };
  const words = splitWords(rest);
  if (isMisread(words)) return words;
  const [name = '', ...others] = words;
  const chain = table.get(name);
  if (!chain) return { misread: 'no-such-chain', word: name };
  const rule = readRule(others, table, because);
  if (isMisread(rule)) return rule;
  (chain.rules as Rule[]).push(rule);
  return undefined;
}
