import { assert } from '../../../base/assert.ts';
import { remember } from '../../../base/remember.ts';
import { definitionOf, targetDefinitionOf } from './registry.ts';
import { destinationPortOf, type Ip, type Packet } from '../../net/index.ts';
import type {
  Chain,
  IptablesPass,
  Match,
  MatchDefinition,
  Rule,
  Table,
  TargetDefinition,
} from './types.ts';

/** A condition with the definition that judges it. */
export interface Condition {
  readonly match: Match;
  readonly definition: MatchDefinition;
}

/** A rule with all that a packet needs to know of it. */
export interface ReadyRule {
  /** What is noted of every packet that it fits. */
  readonly pass: IptablesPass;
  /** In the order the kernel looks at them. */
  readonly conditions: readonly Condition[];
  readonly target: TargetDefinition;
}

/**
 * A chain made ready for many packets. A chain of a thousand Services has a thousand rules of which one packet can fit a
 * handful: rules that ask for one destination address, or else for one destination port, are found by it.
 */
export interface ChainIndex {
  /** Places of the rules that this packet could fit, in order. All rules left out surely do not fit. */
  candidates(packet: Packet): readonly number[];
  /** The rule at the place of a candidate. */
  rule(place: number): ReadyRule;
  /** How many rules there are. */
  readonly length: number;
}

/** The index of a chain of a table, made when it is first asked for. Throws where there is no such chain. */
export function indexOf(table: Table, name: string): ChainIndex {
  const indexes = indexesOf(table);
  const known = indexes.get(name);
  if (known) return known;
  const chain = table.chains.get(name);
  assert(chain, `the table ${table.name} has a chain ${name}`);
  const made = makeIndex(table, chain);
  indexes.set(name, made);
  return made;
}

const indexesOf = remember((_table: Table) => new Map<string, ChainIndex>());

function makeIndex({ name: table }: Table, { name: chain, rules }: Chain): ChainIndex {
  const byAddress = new Map<Ip, number[]>();
  const byPort = new Map<number, number[]>();
  const others: number[] = [];
  rules.forEach((rule, place) => {
    const address = soleDestination(rule);
    const port = address === undefined ? solePort(rule) : undefined;
    if (address !== undefined) append(byAddress, address, place);
    else if (port !== undefined) append(byPort, port, place);
    else others.push(place);
  });
  const withOthers = new Map<Ip, readonly number[]>();
  const forAddress = (address: Ip): readonly number[] => {
    const own = byAddress.get(address);
    if (!own) return others;
    const known = withOthers.get(address) ?? merge(others, own);
    withOthers.set(address, known);
    return known;
  };
  const ready: (ReadyRule | undefined)[] = [];
  return {
    length: rules.length,
    candidates(packet) {
      const found = byAddress.size === 0 ? others : forAddress(packet.destination);
      return byPort.size === 0 ? found : merge(found, byPort.get(destinationPortOf(packet) ?? 0));
    },
    rule(place) {
      const rule = rules[place];
      assert(rule, 'a candidate is a rule of its chain');
      return (ready[place] ??= {
        pass: { table, chain, index: place, rule },
        conditions: conditionsOf(rule),
        target: targetDefinitionOf(rule.target),
      });
    },
  };
}

function soleDestination({ matches }: Rule): Ip | undefined {
  for (const match of matches) {
    if (match.match !== 'destination' || match.negated === true) continue;
    const { text, base, prefix } = match.range;
    if (prefix === base.length * 8) return text.slice(0, text.indexOf('/')) as Ip;
  }
  return undefined;
}

function solePort({ matches }: Rule): number | undefined {
  for (const match of matches)
    if (match.match === 'destinationPort' && match.negated !== true && match.last === undefined)
      return match.port;
  return undefined;
}

function append<Key>(places: Map<Key, number[]>, key: Key, place: number): void {
  const list = places.get(key);
  if (list) list.push(place);
  else places.set(key, [place]);
}

/** Two ascending lists as one. */
function merge(first: readonly number[], second: readonly number[] | undefined): readonly number[] {
  if (second === undefined || second.length === 0) return first;
  if (first.length === 0) return second;
  return [...first, ...second].sort((a, b) => a - b);
}

function conditionsOf({ matches }: Rule): readonly Condition[] {
  const conditions = matches.map((match) => ({
    match,
    definition: definitionOf(match),
  }));
  const inHeader = ({ definition }: Condition) => definition.headerOrder !== undefined;
  return [
    ...conditions.filter(inHeader),
    ...conditions.filter((condition) => !inHeader(condition)),
  ];
}
