import { concatenation } from './fields.ts';
import { dynamicSize } from './memory.ts';
import { definitionOf } from './registry.ts';
import type { BaseHook, Chain, Element, NamedSet, Rule, Table } from './types.ts';
import { printElement, printSeconds } from './words.ts';

/** All tables of a namespace as `nft list ruleset` 1.0.6 writes them. Elements stand in the order they were made. */
export function printRuleset(tables: readonly Table[]): string {
  return tables.map(printTable).join('\n');
}

/** One rule, as it stands in its chain. */
export function printRule({ statements, comment }: Rule): string {
  const words = statements.map((statement) => definitionOf(statement).print(statement));
  return [...words, ...printComment(comment)].join(' ');
}

function printTable({ family, name, comment, sets, chains }: Table): string {
  const blocks = [
    ...[...sets.values()].map((set) =>
      printBlock(set.valueType ? 'map' : 'set', set.name, linesOfSet(set)),
    ),
    ...[...chains.values()].map((chain) => printBlock('chain', chain.name, linesOfChain(chain))),
  ];
  const head = [
    `table ${family === 'IPv6' ? 'ip6' : 'ip'} ${name} {`,
    ...indent(printComment(comment), '\t'),
  ];
  return `${head.join('\n')}\n${blocks.join('\n\n')}\n}\n`;
}

function printBlock(kind: string, name: string, lines: readonly string[]): string {
  return [`\t${kind} ${name} {`, ...indent(lines, '\t\t'), '\t}'].join('\n');
}

function linesOfSet(set: NamedSet): readonly string[] {
  const { keyType, valueType, comment, timeoutSeconds, elements } = set;
  const type = keyType.join(concatenation);
  const dynamic =
    timeoutSeconds === undefined
      ? []
      : [`size ${dynamicSize}`, 'flags dynamic,timeout', `timeout ${printSeconds(timeoutSeconds)}`];
  return [
    `type ${type}${valueType ? ` : ${valueType}` : ''}`,
    ...dynamic,
    ...printComment(comment),
    ...(elements.size > 0 ? [`elements = { ${printElements(set)} }`] : []),
  ];
}

/** Two bare addresses share a line; what is made of several parts has one for itself (calculate_delim of nft's expression.c). */
function printElements({ keyType, valueType, elements }: NamedSet): string {
  const perLine = keyType.length === 1 && valueType === undefined ? 2 : 1;
  return [...elements.values()]
    .map((element: Element, index) => {
      const text = printElement(element);
      if (index === 0) return text;
      return index % perLine === 0 ? `,\n\t\t\t     ${text}` : `, ${text}`;
    })
    .join('');
}

function linesOfChain({ base, comment, rules }: Chain): readonly string[] {
  return [
    ...printComment(comment),
    ...(base ? [printBase(base)] : []),
    ...rules.map((rule) => printRule(rule)),
  ];
}

/** How a base chain says where it hangs, and what becomes of a packet that none of its rules decides about. */
export function printBase(base: BaseHook): string {
  const { type, hook } = base;
  return `type ${type} hook ${hook.toLowerCase()} priority ${printPriority(base)}; policy accept;`;
}

/** Priorities with a name of their own; those of NAT have it only at hooks where that NAT happens. */
const namedPriorities: readonly (readonly [
  name: string,
  priority: number,
  hooks?: readonly BaseHook['hook'][],
])[] = [
  ['raw', -300],
  ['mangle', -150],
  ['dstnat', -100, ['PREROUTING']],
  ['filter', 0],
  ['security', 50],
  ['srcnat', 100, ['POSTROUTING']],
];
/** How far from a name a priority is still written with it (prio2str of nft's rule.c). */
const reach = 10;

function printPriority({ hook, priority }: BaseHook): string {
  const named = namedPriorities.find(
    ([, at, hooks]) => Math.abs(priority - at) <= reach && (hooks?.includes(hook) ?? true),
  );
  if (!named) return `${priority}`;
  const [name, at] = named;
  if (priority === at) return name;
  return `${name} ${priority > at ? '+' : '-'} ${Math.abs(priority - at)}`;
}

function printComment(comment: string | undefined): readonly string[] {
  return comment === undefined ? [] : [`comment "${comment}"`];
}

function indent(lines: readonly string[], by: string): readonly string[] {
  return lines.map((line) => by + line);
}
