import type { Ref } from '../../api/types.ts';
import type { Chain, Element, Leading, Rule, Statement } from './types.ts';

/** Short words for writing rules, as `nft add rule` has them. */

/** What a rule has besides its statements. */
type Rest = Omit<Partial<Rule>, 'statements'>;

/** A rule: its statements from left to right, and what caused it. */
export function rule(statements: readonly Statement[], rest: Rest = {}): Rule {
  return { statements, because: [], ...rest };
}

/**
 * A chain whose rules are written down when somebody first looks at them: of the thousands of chains of a large cluster a
 * packet meets a handful.
 */
export function chainOf(name: string, write: () => readonly Rule[]): Chain {
  let rules: readonly Rule[] | undefined;
  return {
    name,
    get rules() {
      return (rules ??= write());
    },
  };
}

/** An element of a verdict map. */
export function entry(
  key: string,
  verdict: Leading,
  because: readonly Ref[],
  rest: Pick<Element, 'comment' | 'meaning'> = {},
): Element {
  return { key, verdict, because, ...rest };
}

/** `goto` with a chain, as an element of a verdict map has it */
export const goTo = (chain: string): Leading => ({ verdict: 'goto', chain });
/** `jump` with a chain */
export const jump = (chain: string): Statement => lead({ verdict: 'jump', chain });
/** `goto` with a chain */
export const goto = (chain: string): Statement => lead(goTo(chain));
/** `accept` */
export const accept: Statement = lead({ verdict: 'accept' });
export const drop: Statement = { statement: 'verdict', leading: { verdict: 'drop' } };
export const reject: Statement = { statement: 'reject' };
/** `ct state new` */
export const whenNew: Statement = { statement: 'state', states: ['NEW'] };
/** `masquerade fully-random` */
export const masquerade: Statement = { statement: 'masquerade', fullyRandom: true };

function lead(leading: Leading): Statement {
  return { statement: 'verdict', leading };
}
