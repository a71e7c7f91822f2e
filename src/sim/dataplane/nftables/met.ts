import { definitionOf } from './registry.ts';
import type { Chain, Met, Table } from './types.ts';

/** All that a packet may meet from a chain on: rules, and elements of the sets and maps they look into, each once. */
export function* metFrom(table: Table, start: Chain): Iterable<Met> {
  const chains = new Set([start.name]);
  const sets = new Set<string>();
  // The set grows while it is walked: chains are visited in the order they are found, each once.
  for (const name of chains) {
    for (const rule of table.chains.get(name)?.rules ?? []) {
      yield rule;
      for (const statement of rule.statements) {
        const { chain, set, elements = [] } = definitionOf(statement).leads?.(statement) ?? {};
        if (chain !== undefined) chains.add(chain);
        const isNew = set !== undefined && !sets.has(set);
        if (isNew) sets.add(set);
        const named = isNew ? (table.sets.get(set)?.elements.values() ?? []) : [];
        for (const element of [...elements, ...named]) {
          yield element;
          if (element.verdict && 'chain' in element.verdict) chains.add(element.verdict.chain);
        }
      }
    }
  }
}
