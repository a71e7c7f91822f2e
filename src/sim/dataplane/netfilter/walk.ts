import { assert } from '../../../base/assert.ts';
import { indexOf, type ChainIndex, type Condition } from './chain-index.ts';
import type {
  Chain,
  IptablesPass,
  Netfilter,
  Packet,
  RuleContext,
  Table,
  TableName,
  TablePass,
  Verdict,
} from './types.ts';

/** How many chains may be waiting for each other: NFT_JUMP_STACK_SIZE of Linux, whose nf_tables iptables speaks to. */
export const chainDepthMax = 16;
/** How many rules one packet may be shown in one table: more than any cluster has, so that `goto` cannot go round forever. */
const rulesLookedMax = 200_000;

/** A chain on the way through it. */
interface Frame {
  readonly chain: ChainIndex;
  readonly caller: Frame | undefined;
  /** How many chains wait, with this one. */
  readonly depth: number;
  readonly candidates: readonly number[];
  /** The candidate that comes next. */
  next: number;
  /** All rules before this place have been looked at. */
  place: number;
}

/**
 * Shows a packet to one table, starting at `chain` (a hook's built-in chain), and tells what came of it. A table or
 * built-in chain that nobody wrote accepts. The answer is that of reading the rules one after another; rules that cannot
 * fit are counted without being read. Throws for rules the kernel would not have taken: a jump to a chain that does not
 * exist, or chains that never end.
 *
 *     built-in chain ── jump ──▶ chain ── jump ──▶ chain
 *          │  ▲                   │  ▲              │
 *       policy└─── end, RETURN ───┘  └ end, RETURN ─┘        ACCEPT, DROP, REJECT, DNAT, SNAT end it all
 */
export function walkTable(
  netfilter: Netfilter,
  tableName: TableName,
  chainName: string,
  packet: Packet,
  context: RuleContext,
  mark: number,
): TablePass {
  const table = netfilter[tableName];
  const base = table?.chains.get(chainName);
  if (!table || !base)
    return { table: tableName, verdict: { verdict: 'accept' }, passes: [], looked: 0, mark };

  const passes: IptablesPass[] = [];
  let frame: Frame | undefined = enter(table, chainName, packet);
  let looked = 0;
  let markNow = mark;
  while (frame) {
    assert(looked <= rulesLookedMax, 'a table comes to an end');
    const place: number | undefined = frame.candidates[frame.next];
    if (place === undefined) {
      looked += frame.chain.length - frame.place;
      frame = frame.caller;
      continue;
    }
    looked += place + 1 - frame.place;
    frame.next += 1;
    frame.place = place + 1;
    const { pass: prepared, conditions, target } = frame.chain.rule(place);
    if (!fits(conditions, packet, context, markNow)) continue;

    const pass = causedBy(conditions, prepared, packet, context);
    passes.push(pass);
    const action = target.act(pass.rule.target, markNow);
    if (action === 'next') continue;
    if (action === 'return') frame = frame.caller;
    else if ('mark' in action) markNow = action.mark;
    else if ('jump' in action) frame = enter(table, action.jump, packet, frame);
    else if ('goto' in action) frame = enter(table, action.goto, packet, frame.caller);
    else
      return {
        table: tableName,
        verdict: action.end,
        passes,
        looked,
        mark: markNow,
        decided: pass,
      };
  }
  return { table: tableName, verdict: policyOf(base), passes, looked, mark: markNow };
}

function enter(table: Table, name: string, packet: Packet, caller?: Frame): Frame {
  const chain = indexOf(table, name);
  const depth = caller ? caller.depth + 1 : 1;
  assert(depth <= chainDepthMax, 'the chains of a table are not nested too deep');
  return { chain, caller, depth, candidates: chain.candidates(packet), next: 0, place: 0 };
}

function fits(
  conditions: readonly Condition[],
  packet: Packet,
  context: RuleContext,
  mark: number,
): boolean {
  for (const { match, definition } of conditions)
    if (!definition.fits(match, packet, context, mark)) return false;
  return true;
}

/** The rule as if it had been written for the entries of sets alone that the packet fits. */
function causedBy(
  conditions: readonly Condition[],
  pass: IptablesPass,
  packet: Packet,
  context: RuleContext,
): IptablesPass {
  if (!conditions.some(({ definition }) => 'because' in definition)) return pass;
  const found = conditions.flatMap(
    ({ match, definition }) => definition.because?.(match, packet, context) ?? [],
  );
  return { ...pass, rule: { ...pass.rule, because: [...found, ...pass.rule.because] } };
}

function policyOf({ policy }: Chain): Verdict {
  return { verdict: policy === 'DROP' ? 'drop' : 'accept' };
}
