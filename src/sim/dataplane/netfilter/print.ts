import { definitionOf, targetDefinitionOf } from './registry.ts';
import type { Chain, Netfilter, Rule, Table, TableName } from './types.ts';

/** The order in which a node's tables are shown; iptables-save itself shows them in the order they were made. */
export const tableOrder: readonly TableName[] = ['raw', 'mangle', 'nat', 'filter'];
const hookOrder = ['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING'];

/**
 * The rules of a namespace as `iptables-save` 1.8.9 writes them: built-in chains in the order of the hooks, then the
 * others by name, then the rules grouped by chain. Counters are all zero, and there are no comment lines.
 */
export function printNetfilter(netfilter: Netfilter): string {
  return tableOrder
    .map((name) => netfilter[name])
    .filter((table) => table !== undefined)
    .map(printTable)
    .join('\n');
}

/** One rule as a line of iptables-save, beginning with `-A` and the name of the chain. */
export function printRule(chain: string, { matches, target }: Rule): string {
  const words = matches.map((match) => {
    const definition = definitionOf(match);
    return { text: definition.print(match), headerOrder: definition.headerOrder };
  });
  const header = words
    .filter(({ headerOrder }) => headerOrder !== undefined)
    .sort((first, second) => (first.headerOrder ?? 0) - (second.headerOrder ?? 0));
  const others = words.filter(({ headerOrder }) => headerOrder === undefined);
  return [
    `-A ${chain}`,
    ...header.map(({ text }) => text),
    ...nameModulesOnce(others.map(({ text }) => text)),
    targetDefinitionOf(target).print(target),
  ]
    .filter((text) => text !== '')
    .join(' ');
}

function printTable({ name, chains }: Table): string {
  const sorted = [...chains.values()].sort(compareChains);
  return [
    `*${name}`,
    ...sorted.map((chain) => `:${chain.name} ${chain.policy ?? '-'} [0:0]`),
    ...sorted.flatMap((chain) => chain.rules.map((rule) => printRule(chain.name, rule))),
    'COMMIT',
  ].join('\n');
}

/** Built-in chains first, in the order of the hooks. */
export function compareChains(first: Chain, second: Chain): number {
  return placeOf(first) - placeOf(second) || (first.name < second.name ? -1 : 1);
}

function placeOf({ name }: Chain): number {
  const hook = hookOrder.indexOf(name);
  return hook < 0 ? hookOrder.length : hook;
}

/** Source and destination port are options of one module: `-m tcp --sport 1 --dport 2`. */
function nameModulesOnce(texts: readonly string[]): readonly string[] {
  return texts.map((text, index) => {
    const module = /^-m (?:tcp|udp|sctp)(?: |$)/.exec(text)?.[0];
    const before = texts[index - 1];
    return module !== undefined && before?.startsWith(module.trimEnd()) === true
      ? text.slice(module.length)
      : text;
  });
}
