import { refTo, type Obj, type Ref } from '../api/index.ts';
import { itemAt } from './at.ts';
import type { Peer, PortMatch, Rule } from './rules.ts';
import type { Action, Direction } from './types.ts';

/** How the items of a kind's rules are read. */
export interface RuleReader<GivenPeer, GivenPort> {
  /** What the kind calls a rule's list of ports. */
  readonly portsField: 'ports' | 'protocols';
  readonly peer: (given: GivenPeer, where: Ref) => Peer;
  readonly port: (given: GivenPort, where: Ref) => PortMatch;
}

/** A rule of any kind: the kinds differ in the names of two fields and in what their items say. */
interface GivenRule<GivenPeer, GivenPort> {
  readonly action?: Action | 'Allow';
  readonly from?: readonly GivenPeer[];
  readonly to?: readonly GivenPeer[];
  readonly ports?: readonly GivenPort[];
  readonly protocols?: readonly GivenPort[];
}

/** The rules of a policy for one direction; none when the field is absent. */
export function readRules<GivenPeer, GivenPort>(
  object: Obj,
  direction: Direction,
  { portsField, peer, port }: RuleReader<GivenPeer, GivenPort>,
): readonly Rule[] {
  const side = direction === 'ingress' ? 'from' : 'to';
  const spec = object.spec as {
    readonly [Each in Direction]?: readonly GivenRule<GivenPeer, GivenPort>[];
  };
  return (spec[direction] ?? []).map((rule, index) => {
    const where = itemAt(refTo(object, 'spec'), direction, index);
    const { action = 'Allow' } = rule;
    return {
      at: where,
      action: action === 'Allow' ? 'Accept' : action,
      peers: (rule[side] ?? []).map((each, at) => peer(each, itemAt(where, side, at))),
      ports: (rule[portsField] ?? []).map((each, at) => port(each, itemAt(where, portsField, at))),
    };
  });
}
