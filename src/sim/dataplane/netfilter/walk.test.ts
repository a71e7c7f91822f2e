import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cidr, ip, type Packet } from '../../net/index.ts';
import { definitionOf, targetDefinitionOf } from './registry.ts';
import { chainDepthMax, walkTable } from './walk.ts';
import {
  accept,
  comment,
  drop,
  from,
  giveBack,
  jump,
  port,
  rule,
  toAddress,
  toLocal,
} from './write.ts';
import type { Chain, Match, Netfilter, Rule, RuleContext, Target } from './types.ts';

const packet: Packet = {
  source: ip('10.244.1.2'),
  destination: ip('10.96.0.10'),
  ttl: 64,
  transport: { protocol: 'TCP', sourcePort: 40_000, destinationPort: 80 },
};

const context: RuleContext = {
  hook: 'FORWARD',
  state: 'NEW',
  translated: { destination: false, source: false },
  isLocal: (address) => address === '192.168.0.2',
  findInSet: () => undefined,
  roll: (outcomeOf) => outcomeOf(0),
  nowSeconds: 0,
  recent: new Map(),
};

const goto = (chain: string): Target => ({ target: 'goto', chain });
const setMark = (value: number): Target => ({ target: 'MARK', value, mask: value });

function filter(
  chains: Readonly<Record<string, readonly Rule[]>>,
  policy: 'ACCEPT' | 'DROP' = 'ACCEPT',
): Netfilter {
  const made = Object.entries(chains).map(([name, rules]): [string, Chain] => [
    name,
    name === 'FORWARD' ? { name, policy, rules } : { name, rules },
  ]);
  return { filter: { name: 'filter', chains: new Map(made) } };
}

function walk(netfilter: Netfilter, mark = 0) {
  return walkTable(netfilter, 'filter', 'FORWARD', packet, context, mark);
}

/** The walk as one line: `FORWARD 0, A 2 -> accept`. */
function told(netfilter: Netfilter): string {
  const { passes, verdict } = walk(netfilter);
  const rules = passes.map(({ chain, index }) => `${chain} ${index}`).join(', ');
  return `${rules} -> ${verdict.verdict}`;
}

const others = from(cidr('192.0.2.0/24'));

describe('the way through the chains', () => {
  test.each<[string, string, Netfilter]>([
    ['a table nobody wrote accepts', ' -> accept', {}],
    ['a chain nobody wrote accepts', ' -> accept', filter({ A: [] })],
    ['an empty chain has its policy', ' -> drop', filter({ FORWARD: [] }, 'DROP')],
    [
      'the first rule that fits and ends it counts',
      'FORWARD 1 -> accept',
      filter({ FORWARD: [rule([others], drop), rule([], accept), rule([], drop)] }),
    ],
    [
      'a rule without target only counts',
      'FORWARD 0, FORWARD 1 -> drop',
      filter({ FORWARD: [rule([], { target: 'none' }), rule([], drop)] }),
    ],
    [
      'from the end of a chain back to the caller',
      'FORWARD 0, A 0, FORWARD 1 -> drop',
      filter({ FORWARD: [rule([], jump('A')), rule([], drop)], A: [rule([], setMark(1))] }),
    ],
    [
      'RETURN goes back to the caller',
      'FORWARD 0, A 0, FORWARD 1 -> drop',
      filter({
        FORWARD: [rule([], jump('A')), rule([], drop)],
        A: [rule([], giveBack), rule([], accept)],
      }),
    ],
    [
      'RETURN in a built-in chain is its policy',
      'FORWARD 0 -> drop',
      filter({ FORWARD: [rule([], giveBack), rule([], accept)] }, 'DROP'),
    ],
    [
      'after goto the caller of the chain it left goes on',
      'FORWARD 0, A 0, B 0, FORWARD 1 -> drop',
      filter({
        FORWARD: [rule([], jump('A')), rule([], drop)],
        A: [rule([], goto('B')), rule([], accept)],
        B: [rule([], setMark(1))],
      }),
    ],
    [
      'after goto from a built-in chain its policy decides',
      'FORWARD 0, A 0 -> drop',
      filter(
        { FORWARD: [rule([], goto('A')), rule([], accept)], A: [rule([], setMark(1))] },
        'DROP',
      ),
    ],
  ])('%s', (_name, expected, netfilter) => {
    expect(told(netfilter)).toBe(expected);
  });

  test('counts rules that did not fit, and names the one that decided', () => {
    const pass = walk(
      filter({
        FORWARD: [rule([others], drop), rule([], jump('A')), rule([], accept)],
        A: [rule([others], drop), rule([others], drop)],
      }),
    );
    expect(pass.looked).toBe(5);
    expect(pass.decided).toMatchObject({ chain: 'FORWARD', index: 2 });
    expect(walk(filter({ FORWARD: [] })).decided).toBeUndefined();
  });

  test('later rules see the mark that earlier ones set', () => {
    const marked: Match = { match: 'mark', value: 4, mask: 4 };
    const netfilter = filter({
      FORWARD: [rule([marked], drop), rule([], jump('A')), rule([marked], drop)],
      A: [rule([], setMark(4))],
    });
    expect(walk(netfilter)).toMatchObject({ verdict: { verdict: 'drop' }, mark: 4, looked: 4 });
  });
});

describe('rules that no kernel would have taken', () => {
  test('a jump to a chain that does not exist', () => {
    expect(() => walk(filter({ FORWARD: [rule([], jump('A'))] }))).toThrow('has a chain A');
  });

  test('chains that jump to each other', () => {
    const chains = { FORWARD: [rule([], jump('A'))], A: [rule([], jump('A'))] };
    expect(() => walk(filter(chains))).toThrow('nested too deep');
  });

  test('chains that go to each other', () => {
    const chains = { FORWARD: [rule([], goto('A'))], A: [rule([], goto('A'))] };
    expect(() => walk(filter(chains))).toThrow('comes to an end');
  });

  test('one chain less than too many is fine', () => {
    const chains: Record<string, readonly Rule[]> = { FORWARD: [rule([], jump('C1'))] };
    for (let depth = 1; depth < chainDepthMax - 1; depth++)
      chains[`C${depth}`] = [rule([], jump(`C${depth + 1}`))];
    chains[`C${chainDepthMax - 1}`] = [rule([], drop)];
    expect(walk(filter(chains)).verdict.verdict).toBe('drop');
  });
});

/** The same, read one rule after another, without any index. */
function readOneByOne(netfilter: Netfilter) {
  const chains = netfilter.filter?.chains ?? new Map<string, Chain>();
  const passes: string[] = [];
  let looked = 0;
  let mark = 0;
  const read = (name: string): string | undefined => {
    for (const [index, each] of (chains.get(name)?.rules ?? []).entries()) {
      looked += 1;
      if (!each.matches.every((match) => definitionOf(match).fits(match, packet, context, mark)))
        continue;
      passes.push(`${name} ${index}`);
      const action = targetDefinitionOf(each.target).act(each.target, mark);
      if (action === 'return') return undefined;
      if (action === 'next') continue;
      if ('mark' in action) mark = action.mark;
      if ('end' in action) return action.end.verdict;
      if ('goto' in action) return read(action.goto);
      const ended = 'jump' in action ? read(action.jump) : undefined;
      if (ended !== undefined) return ended;
    }
    return undefined;
  };
  const verdict = read('FORWARD') ?? 'accept';
  return { passes, looked, mark, verdict };
}

test('looking rules up gives the same walk as reading them one by one', () => {
  const match = fc.constantFrom<readonly Match[]>(
    [],
    [comment('anything')],
    [others],
    [toLocal],
    [toAddress(packet.destination)],
    [toAddress(ip('10.96.0.11'))],
    [{ match: 'destination', range: cidr('10.96.0.10/32'), negated: true }],
    [{ match: 'destination', range: cidr('10.96.0.0/16') }],
    port('TCP', 80),
    port('TCP', 81),
    port('UDP', 80),
    [...port('TCP', 80), toAddress(packet.destination)],
    [{ match: 'destinationPort', protocol: 'TCP', port: 70, last: 90 }],
    [{ match: 'mark', value: 1, mask: 1 }],
  );
  // Jumps lead only to later chains, so that there is an end.
  const chainNames = ['FORWARD', 'A', 'B', 'C'] as const;
  const chainsOf = chainNames.map((_name, place) => {
    const later = chainNames.slice(place + 1).flatMap((name) => [jump(name), goto(name)]);
    const target = fc.constantFrom<Target>(
      { target: 'none' },
      setMark(1),
      giveBack,
      ...later,
      ...later,
      accept,
    );
    return fc.array(
      fc.tuple(match, target).map((parts) => rule(...parts)),
      { maxLength: 12 },
    );
  });
  fc.assert(
    fc.property(fc.tuple(...chainsOf), (rules) => {
      const netfilter = filter(
        Object.fromEntries(chainNames.map((name, place) => [name, rules[place] ?? []])),
      );
      const { passes, looked, mark, verdict } = walk(netfilter);
      expect({
        passes: passes.map(({ chain, index }) => `${chain} ${index}`),
        looked,
        mark,
        verdict: verdict.verdict,
      }).toEqual(readOneByOne(netfilter));
    }),
    { numRuns: 500, seed: 7 },
  );
});
