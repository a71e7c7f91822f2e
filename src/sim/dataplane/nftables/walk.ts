import { assert } from '../../../base/assert.ts';
import { chainDepthMax } from '../netfilter/walk.ts';
import type { Meaning, RuleContext, Verdict } from '../netfilter/types.ts';
import { printRule } from './print.ts';
import { definitionOf } from './registry.ts';
import type {
  Chain,
  ChainPass,
  Element,
  Leading,
  NamedSet,
  NftPass,
  Packet,
  Rule,
  Sight,
  Table,
} from './types.ts';
import { printElement } from './words.ts';

/** How many rules one packet may be shown in one base chain, so that `goto` cannot go round forever. */
const rulesLookedMax = 200_000;

/** A chain on the way through it. */
interface Frame {
  readonly chain: Chain;
  /** The rule that comes next. */
  next: number;
  /** What the author of the element means that led here. */
  readonly meaning?: Meaning | undefined;
}

/**
 * Shows a packet to a base chain of a table and tells what came of it (nft_do_chain of Linux). A chain that nobody ended
 * accepts: kube-proxy's have no other policy. Throws for rules the kernel would not have taken: a jump to a chain that does
 * not exist, or chains that never end.
 */
export function walkChain(
  table: Table,
  base: Chain,
  packet: Packet,
  context: RuleContext,
  mark: number,
): ChainPass {
  const passes: NftPass[] = [];
  const frames: Frame[] = [{ chain: base, next: 0 }];
  let looked = 0;
  let markNow = mark;
  const passed = (verdict: Verdict): ChainPass => ({ verdict, passes, looked, mark: markNow });
  const set = (name: string): NamedSet => setIn(table, name);

  for (let frame = frames.at(-1); frame; frame = frames.at(-1)) {
    const { chain, next: index } = frame;
    const rule = chain.rules[index];
    if (!rule) {
      frames.pop();
      continue;
    }
    frame.next += 1;
    looked += 1;
    assert(looked <= rulesLookedMax, `the chain ${base.name} comes to an end`);
    const act = actOf(rule, { packet, context, mark: markNow, set });
    markNow = act.mark;
    const { end, lead } = act;
    if (!act.fits) continue;
    passes.push(passOf(table, frame, index, rule, act.element));
    if (end) return passed(end);
    if (!lead) continue;
    if (lead.verdict === 'accept' || lead.verdict === 'drop') return passed(lead);
    if (lead.verdict !== 'jump') frames.pop();
    if ('chain' in lead)
      frames.push({ chain: chainIn(table, lead.chain), next: 0, meaning: act.element?.meaning });
    assert(frames.length <= chainDepthMax, `the chains of ${table.name} are not nested too deep`);
  }
  return passed({ verdict: 'accept' });
}

/** What came of all statements of a rule. */
interface Act {
  readonly fits: boolean;
  /** A mark that was set stays, whatever comes after it. */
  readonly mark: number;
  /** The last element that was found, or that decided. */
  readonly element?: Element | undefined;
  readonly end?: Verdict;
  readonly lead?: Leading;
}

function actOf({ statements }: Rule, sight: Sight): Act {
  let { mark } = sight;
  let element: Element | undefined;
  for (const statement of statements) {
    const result = definitionOf(statement).act(statement, { ...sight, mark });
    if (result === 'next') continue;
    if (result === 'break') return { fits: false, mark };
    if ('mark' in result) ({ mark } = result);
    else if ('found' in result) element = result.found;
    else return { element, ...result, fits: true, mark };
  }
  return { fits: true, mark, element };
}

function passOf(
  { family, name }: Table,
  { chain, meaning }: Frame,
  index: number,
  rule: Rule,
  element: Element | undefined,
): NftPass {
  return {
    table: `${family === 'IPv6' ? 'ip6' : 'ip'} ${name}`,
    chain: chain.name,
    index,
    rule: decidedBy(element, rule, meaning),
    ...(element && { element: printElement(element) }),
    get text() {
      return printRule(rule);
    },
  };
}

/** The rule as if it had been written for this element alone, and for the one that led to its chain. */
function decidedBy(element: Element | undefined, rule: Rule, led: Meaning | undefined): Rule {
  const meaning = element?.meaning ?? rule.meaning ?? led;
  if (!element && meaning === rule.meaning) return rule;
  const because = [...(element?.because ?? []), ...rule.because];
  return { ...rule, because, ...(meaning && { meaning }) };
}

function chainIn({ chains, name: table }: Table, name: string): Chain {
  const chain = chains.get(name);
  assert(chain, `the table ${table} has a chain ${name}`);
  return chain;
}

function setIn({ sets, name: table }: Table, name: string): NamedSet {
  const set = sets.get(name);
  assert(set, `the table ${table} has a set or map ${name}`);
  return set;
}
