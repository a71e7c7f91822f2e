import type { Chain, Netfilter, Rule, Table, TableName } from '../types.ts';
import { printRule } from '../print.ts';
import { readRule } from './rule.ts';
import { splitWords } from './split.ts';
import { isMisread, type Misread } from './types.ts';

/**
 * What the rules are after an `iptables` command: `-t nat -A …`, `-I`, `-D` (by rule or by number), `-F`, `-N`, `-X`, `-P`. `line` is the command
 * without its first word. Numbers count from 1. The rules that came in are not changed.
 */
export function runIptables(netfilter: Netfilter, line: string): Netfilter | Misread {
  const words = splitWords(line);
  if (isMisread(words)) return words;
  const { name, rest } = tableIn(words);
  const table = isTableName(name) ? (netfilter[name] ?? emptyTable(name)) : undefined;
  if (!table) return { misread: 'no-such-table', word: name };
  const chains = change(table.chains, rest);
  return isMisread(chains) ? chains : { ...netfilter, [name]: { ...table, chains } };
}

type Chains = ReadonlyMap<string, Chain>;

function change(
  chains: Chains,
  [command = '', name = '', ...rest]: readonly string[],
): Chains | Misread {
  const long = longForms[command] ?? command;
  if (long === '-N') return new Map(chains).set(name, { name, rules: [] });
  if (long === '-F' && name === '')
    return new Map([...chains].map(([each, chain]) => [each, { ...chain, rules: [] }]));
  const chain = chains.get(name);
  if (!chain) return { misread: 'no-such-chain', word: name };
  if (long === '-X') return new Map([...chains].filter(([each]) => each !== name));
  const changed = changeChain(chain, long, rest, chains);
  return isMisread(changed) ? changed : new Map(chains).set(name, changed);
}

const longForms: Readonly<Record<string, string>> = {
  '--append': '-A',
  '--insert': '-I',
  '--delete': '-D',
  '--flush': '-F',
  '--new-chain': '-N',
  '--delete-chain': '-X',
  '--policy': '-P',
};

function changeChain(
  chain: Chain,
  command: string,
  words: readonly string[],
  chains: Chains,
): Chain | Misread {
  switch (command) {
    case '-F':
      return { ...chain, rules: [] };
    case '-P':
      return words[0] === 'DROP' || words[0] === 'ACCEPT'
        ? { ...chain, policy: words[0] }
        : { misread: 'bad-value', word: words[0] ?? command };
    case '-A':
      return insert(chain, chain.rules.length, readRule(words, chains));
    case '-I': {
      const place = numberIn(words[0]);
      return insert(
        chain,
        (place ?? 1) - 1,
        readRule(words.slice(place === undefined ? 0 : 1), chains),
      );
    }
    case '-D':
      return remove(chain, words, chains);
    default:
      return { misread: 'unknown-option', word: command };
  }
}

function insert(chain: Chain, place: number, rule: Rule | Misread): Chain | Misread {
  if (isMisread(rule)) return rule;
  if (place > chain.rules.length) return { misread: 'no-such-rule', word: `${place + 1}` };
  return { ...chain, rules: chain.rules.toSpliced(place, 0, rule) };
}

/** Rules are the same when iptables-save would print them the same. */
function remove(chain: Chain, words: readonly string[], chains: Chains): Chain | Misread {
  const number = numberIn(words[0]);
  const wanted = number === undefined ? readRule(words, chains) : undefined;
  if (wanted && isMisread(wanted)) return wanted;
  const place = wanted
    ? chain.rules.findIndex((rule) => printRule('', rule) === printRule('', wanted))
    : (number ?? 0) - 1;
  if (!chain.rules[place]) return { misread: 'no-such-rule', word: words.join(' ') };
  return { ...chain, rules: chain.rules.toSpliced(place, 1) };
}

function numberIn(word: string | undefined): number | undefined {
  return /^\d{1,9}$/.test(word ?? '') ? Number(word) : undefined;
}

function tableIn(words: readonly string[]): { name: string; rest: readonly string[] } {
  const at = words.findIndex((word) => word === '-t' || word === '--table');
  if (at < 0) return { name: 'filter', rest: words };
  return { name: words[at + 1] ?? '', rest: words.toSpliced(at, 2) };
}

/** The built-in chains of each table (`filter` of iptables: packet_filter, nf_nat, iptable_raw, iptable_mangle of Linux). */
const builtIn: Readonly<Record<TableName, readonly string[]>> = {
  raw: ['PREROUTING', 'OUTPUT'],
  mangle: ['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING'],
  nat: ['PREROUTING', 'INPUT', 'OUTPUT', 'POSTROUTING'],
  filter: ['INPUT', 'FORWARD', 'OUTPUT'],
};

function isTableName(name: string): name is TableName {
  return name in builtIn;
}

/** A table comes into being, with its built-in chains, when somebody first speaks of it. */
function emptyTable(name: TableName): Table {
  const chains = builtIn[name].map((chain): [string, Chain] => [
    chain,
    { name: chain, policy: 'ACCEPT', rules: [] },
  ]);
  return { name, chains: new Map(chains) };
}
