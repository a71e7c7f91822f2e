import { definitionOf } from './registry.ts';
import { destinationPortOf, type Ip, type Packet } from '../../net/index.ts';
import type { Chain, Match, MatchDefinition, Rule } from './types.ts';

/** A condition with the definition that judges it. */
export interface Condition {
  readonly match: Match;
  readonly definition: MatchDefinition;
}

/**
 * A chain made ready for many packets. A chain of a thousand Services has a thousand rules of which one packet can fit a
 * handful: rules that ask for one destination address, or else for one destination port, are found by it.
 */
export interface ChainIndex {
  /** Places of the rules that this packet could fit, in order. All rules left out surely do not fit. */
  candidates(packet: Packet): readonly number[];
  /** The conditions of the rule at this place in the order the kernel looks at them. */
  conditions(place: number): readonly Condition[];
}

const known = new WeakMap<Chain, ChainIndex>();

/** The index of a chain, made when it is first asked for. */
export function indexOf(chain: Chain): ChainIndex {
  const made = known.get(chain) ?? makeIndex(chain);
  known.set(chain, made);
  return made;
}

function makeIndex({ rules }: Chain): ChainIndex {
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
  const ready: (readonly Condition[] | undefined)[] = [];
  return {
    candidates: (packet) =>
      merge(
        merge(others, byAddress.get(packet.destination)),
        byPort.get(destinationPortOf(packet) ?? 0),
      ),
    conditions: (place) => (ready[place] ??= conditionsOf(rules[place])),
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

function conditionsOf(rule: Rule | undefined): readonly Condition[] {
  const conditions = (rule?.matches ?? []).map((match) => ({
    match,
    definition: definitionOf(match),
  }));
  const inHeader = ({ definition }: Condition) => definition.headerOrder !== undefined;
  return [
    ...conditions.filter(inHeader),
    ...conditions.filter((condition) => !inHeader(condition)),
  ];
}
