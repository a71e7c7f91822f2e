import { assert } from '../../../base/assert.ts';
import { indexOf, type ChainIndex, type Condition } from './chain-index.ts';
import { targetDefinitionOf } from './registry.ts';
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
  readonly chain: Chain;
  readonly index: ChainIndex;
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
  const frames = [enter(base, packet)];
  let looked = 0;
  let markNow = mark;
  for (let frame = frames.at(-1); frame; frame = frames.at(-1)) {
    assert(looked <= rulesLookedMax, `the table ${tableName} comes to an end`);
    const place = frame.candidates[frame.next];
    if (place === undefined) {
      looked += frame.chain.rules.length - frame.place;
      frames.pop();
      continue;
    }
    looked += place + 1 - frame.place;
    frame.next += 1;
    frame.place = place + 1;
    const rule = frame.chain.rules[place];
    if (!rule || !fits(frame.index.conditions(place), packet, context, markNow)) continue;

    const pass = { table: tableName, chain: frame.chain.name, index: place, rule };
    passes.push(pass);
    const action = targetDefinitionOf(rule.target).act(rule.target, markNow);
    if (action === 'next') continue;
    if (action === 'return') frames.pop();
    else if ('mark' in action) markNow = action.mark;
    else if ('jump' in action) frames.push(enter(chainIn(table, action.jump), packet));
    else if ('goto' in action) frames.splice(-1, 1, enter(chainIn(table, action.goto), packet));
    else
      return {
        table: tableName,
        verdict: action.end,
        passes,
        looked,
        mark: markNow,
        decided: pass,
      };
    assert(
      frames.length <= chainDepthMax,
      `the chains of table ${tableName} are not nested too deep`,
    );
  }
  return { table: tableName, verdict: policyOf(base), passes, looked, mark: markNow };
}

function enter(chain: Chain, packet: Packet): Frame {
  const index = indexOf(chain);
  return { chain, index, candidates: index.candidates(packet), next: 0, place: 0 };
}

function chainIn(table: Table, name: string): Chain {
  const chain = table.chains.get(name);
  assert(chain, `the table ${table.name} has a chain ${name}`);
  return chain;
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

function policyOf({ policy }: Chain): Verdict {
  return { verdict: policy === 'DROP' ? 'drop' : 'accept' };
}
