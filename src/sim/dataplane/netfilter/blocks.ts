import type { RuleBlock } from '../listing/types.ts';
import { compareChains, printRule, tableOrder } from './print.ts';
import { targetDefinitionOf } from './registry.ts';
import type { Netfilter, Rule, Table } from './types.ts';

/** The chains in the order in which `iptables-save` lists them, each with its rules. */
export function blocksOfNetfilter(netfilter: Netfilter): readonly RuleBlock[] {
  return tableOrder.flatMap((name) => {
    const table = netfilter[name];
    return table ? blocksOfTable(table) : [];
  });
}

function blocksOfTable({ name: table, chains }: Table): readonly RuleBlock[] {
  return [...chains.values()].sort(compareChains).map(({ name, policy, rules }) => ({
    table,
    kind: 'chain',
    name,
    isBase: policy !== undefined,
    head: policy ?? '',
    lines: rules.map((rule) => {
      const leadsTo = chainAfter(rule);
      return {
        text: printRule(name, rule),
        because: rule.because,
        ...(leadsTo !== undefined && { leadsTo }),
      };
    }),
  }));
}

function chainAfter({ target }: Rule): string | undefined {
  const action = targetDefinitionOf(target).act(target, 0);
  if (typeof action === 'string') return undefined;
  if ('jump' in action) return action.jump;
  return 'goto' in action ? action.goto : undefined;
}
