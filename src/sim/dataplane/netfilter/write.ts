import { hostCidr, type Cidr, type Ip } from '../../net/index.ts';
import type { Chain, ConntrackState, Match, Ref, Rule, Target } from './types.ts';

/** Short words for writing rules, as an `iptables` command line has them. */

/** A rule: its conditions in the order they are written down, its target, and what caused it. */
export function rule(
  matches: readonly Match[],
  target: Target,
  because: readonly Ref[] = [],
  meaning?: NonNullable<Rule['meaning']>,
): Rule {
  return meaning === undefined
    ? { matches, target, because }
    : { matches, target, because, meaning };
}

/**
 * A chain whose rules are written down when somebody first looks at them. They follow from what the author knows now, so
 * when that happens makes no difference; of the thousands of chains of a large cluster a packet meets a handful.
 */
export function chainOf(name: string, write: () => readonly Rule[]): Chain {
  return new LaterChain(name, write);
}

class LaterChain implements Chain {
  readonly name: string;
  readonly #write: () => readonly Rule[];
  #rules: readonly Rule[] | undefined;

  constructor(name: string, write: () => readonly Rule[]) {
    this.name = name;
    this.#write = write;
  }

  get rules(): readonly Rule[] {
    return (this.#rules ??= this.#write());
  }
}

/** `-m comment --comment` */
export const comment = (text: string): Match => ({ match: 'comment', text });
/** `-s` with a range */
export const from = (range: Cidr): Match => ({ match: 'source', range });
/** `! -s` with a range */
export const notFrom = (range: Cidr): Match => ({ match: 'source', range, negated: true });
/** `-d` with a range */
export const to = (range: Cidr): Match => ({ match: 'destination', range });
/** `! -d` with a range */
export const notTo = (range: Cidr): Match => ({ match: 'destination', range, negated: true });
/** `-s` with one address */
export const fromAddress = (address: Ip): Match => from(hostCidr(address));
/** `-d` with one address */
export const toAddress = (address: Ip): Match => to(hostCidr(address));
/** `-m addrtype --dst-type LOCAL` */
export const toLocal: Match = { match: 'addrtype', of: 'destination', type: 'LOCAL' };
/** `-m addrtype --src-type LOCAL` */
export const fromLocal: Match = { match: 'addrtype', of: 'source', type: 'LOCAL' };
/** `-m conntrack --ctstate` */
export const inState = (...states: readonly (ConntrackState | 'SNAT' | 'DNAT')[]): Match => ({
  match: 'conntrack',
  states,
});
/** `-p tcp -m tcp --dport` */
export const port = (protocol: 'TCP' | 'UDP' | 'SCTP', number: number): readonly Match[] => [
  { match: 'protocol', protocol },
  { match: 'destinationPort', protocol, port: number },
];

/** `-j` with a chain */
export const jump = (chain: string): Target => ({ target: 'jump', chain });
export const accept: Target = { target: 'ACCEPT' };
export const drop: Target = { target: 'DROP' };
export const giveBack: Target = { target: 'RETURN' };
/** REJECT as iptables does it when nothing else is said. */
export const reject: Target = { target: 'REJECT', with: 'icmp-port-unreachable' };
/** REJECT as ip6tables does it when nothing else is said. */
export const reject6: Target = { target: 'REJECT', with: 'icmp6-port-unreachable' };
