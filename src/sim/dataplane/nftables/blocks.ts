import type { RuleBlock, RuleLine } from '../listing/types.ts';
import { printBase, printRule } from './print.ts';
import { definitionOf } from './registry.ts';
import type { Chain, NamedSet, Rule, Table } from './types.ts';
import { printElement } from './words.ts';

/** Sets, maps and chains in the order in which `nft list ruleset` lists them. */
export function blocksOfNftables(tables: readonly Table[]): readonly RuleBlock[] {
  return tables.flatMap(({ family, name, sets, chains }) => {
    const table = `${family === 'IPv6' ? 'ip6' : 'ip'} ${name}`;
    return [
      ...[...sets.values()].map((set) => blockOfSet(table, set)),
      ...[...chains.values()].map((chain) => blockOfChain(table, chain)),
    ];
  });
}

function blockOfSet(table: string, set: NamedSet): RuleBlock {
  return {
    table,
    kind: set.valueType ? 'map' : 'set',
    name: set.name,
    isBase: false,
    head: set.comment ?? '',
    lines: [...set.elements.values()].map((element) => ({
      text: printElement(element),
      because: element.because,
      ...(element.verdict && 'chain' in element.verdict && { leadsTo: element.verdict.chain }),
    })),
  };
}

function blockOfChain(table: string, { name, base, comment, rules }: Chain): RuleBlock {
  return {
    table,
    kind: 'chain',
    name,
    isBase: base !== undefined,
    head: base ? printBase(base) : (comment ?? ''),
    lines: rules.map(lineOf),
  };
}

/** A rule may ask several sets; the last thing it names is where it leads. */
function lineOf(rule: Rule): RuleLine {
  const leads = rule.statements.flatMap((statement) => {
    const lead = definitionOf(statement).leads?.(statement);
    return lead?.chain ?? lead?.set ?? [];
  });
  const leadsTo = leads.at(-1);
  return {
    text: printRule(rule),
    because: rule.because,
    ...(leadsTo !== undefined && { leadsTo }),
  };
}
