import type { Cidr } from '../../../net/index.ts';
import {
  drop,
  from,
  giveBack,
  notFrom,
  notTo,
  rule,
  to,
  type Match,
  type Rule,
} from '../../netfilter/index.ts';
import { bits, clearMark, marked, setMark, setMasked, unmarked } from './marks.ts';
import type { FelixRule, PortRange } from './rules.ts';

/**
 * The lines of iptables for one rule of Felix (felix/rules/policy.go, ProtoRuleToIptablesRules). One line can ask for one range of
 * addresses and for one list of ports; what is more stands in lines before it, which note in the mark whether all of it fits.
 */
export function linesFor(given: FelixRule): readonly Rule[] {
  const blocks = new Blocks(given);
  const { networks, except, ports, namedPorts } = given;
  const portLists = listsOf(ports);
  const portMatches = [
    ...portLists.map((list) => [...protocolOf(given), portsIn(list)]),
    ...namedPorts.map(({ name }) => [inSet(name, 'destination', true)]),
  ];
  const arePortsApart = portMatches.length > 1;
  if (arePortsApart) blocks.addPositive(portMatches);
  const areNetworksApart = networks.length > 1;
  if (areNetworksApart) blocks.addPositive(networks.map((range) => [at(given, range)]));
  const isExceptApart = except.length + (areNetworksApart ? 0 : networks.length) > 1;
  if (isExceptApart) blocks.addNegative(except.map((range) => [at(given, range)]));

  const matches: readonly Match[] = [
    ...protocolOf(given),
    ...(areNetworksApart ? [] : networks.map((range) => at(given, range))),
    ...(given.addresses ? [inSet(given.addresses.name, given.peerIs)] : []),
    ...(arePortsApart
      ? []
      : [
          ...portLists.map(portsIn),
          ...namedPorts.map(({ name }) => inSet(name, 'destination', true)),
        ]),
    ...(isExceptApart ? [] : except.map((range) => notAt(given, range))),
    ...(blocks.lines.length > 0 ? [marked(bits.allBlocks)] : []),
  ];
  return [...blocks.lines, ...endOf(given, matches)];
}

/** The lines before the last one. The bit `allBlocks` is set after each of them as long as all so far fit. */
class Blocks {
  readonly lines: Rule[] = [];
  private readonly because: FelixRule['because'];
  private hasPositive = false;

  constructor({ because }: FelixRule) {
    this.because = because;
  }

  /** One of these has to fit. */
  addPositive(choices: readonly (readonly Match[])[]): void {
    this.begin(0);
    const bit = this.hasPositive ? bits.thisBlock : bits.allBlocks;
    for (const matches of choices) this.lines.push(rule(matches, setMark(bit), this.because));
    if (this.hasPositive)
      this.lines.push(rule([unmarked(bits.thisBlock)], clearMark(bits.allBlocks), this.because));
    this.hasPositive = true;
  }

  /** None of these may fit. */
  addNegative(choices: readonly (readonly Match[])[]): void {
    this.begin(bits.allBlocks);
    for (const matches of choices)
      this.lines.push(rule(matches, clearMark(bits.allBlocks), this.because));
  }

  private begin(initially: number): void {
    if (this.lines.length > 0) return;
    this.lines.push(rule([], setMasked(initially, bits.allBlocks | bits.thisBlock), this.because));
  }
}

/** What becomes of a packet that fits is noted in its mark first: an action is a line of its own. */
function endOf({ action, because }: FelixRule, matches: readonly Match[]): readonly Rule[] {
  if (action === 'Deny')
    return [
      rule(matches, setMark(bits.drop), because),
      rule([marked(bits.drop)], drop, because, 'policy-denied'),
    ];
  const bit = action === 'Accept' ? bits.accept : bits.pass;
  return [rule(matches, setMark(bit), because), rule([marked(bit)], giveBack, because)];
}

function at({ peerIs }: FelixRule, range: Cidr): Match {
  return peerIs === 'source' ? from(range) : to(range);
}

function notAt({ peerIs }: FelixRule, range: Cidr): Match {
  return peerIs === 'source' ? notFrom(range) : notTo(range);
}

function protocolOf({ protocol }: FelixRule): readonly Match[] {
  return protocol ? [{ match: 'protocol', protocol }] : [];
}

function inSet(set: string, end: 'source' | 'destination', withPort = false): Match {
  return { match: 'set', set, of: withPort ? [end, end] : [end] };
}

function portsIn(ports: readonly PortRange[]): Match {
  return { match: 'multiport', of: 'destination', ports };
}

/** xt_multiport has room for 15 numbers, and a range takes two (SplitPortList). */
const slotsMax = 15;

function listsOf(ports: readonly PortRange[]): readonly (readonly PortRange[])[] {
  const lists: PortRange[][] = [];
  let slots = 0;
  for (const each of ports) {
    const needed = each.last === undefined ? 1 : 2;
    const list = lists.at(-1);
    if (list && needed <= slots) list.push(each);
    else {
      lists.push([each]);
      slots = slotsMax;
    }
    slots -= needed;
  }
  return lists;
}
