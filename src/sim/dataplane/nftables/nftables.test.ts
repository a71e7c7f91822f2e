import { describe, expect, test } from 'vitest';
import { cidr, ip, type Packet } from '../../net/index.ts';
import type { Ref } from '../../api/types.ts';
import type { RuleContext } from '../netfilter/types.ts';
import { drop, entry, goTo, goto, jump, nftablesOf, reject, rule, whenNew } from './index.ts';
import type { Chain, Element, NamedSet, Rule, Statement, Table } from './types.ts';

const web: Ref = { kind: 'Service', namespace: 'default', name: 'web', path: 'spec.clusterIP' };
const mark = (bits: number): Statement => ({ statement: 'mark', operator: '|', bits });
const toService = ['ip daddr', 'meta l4proto', 'th dport'] as const;

describe('walking a base chain', () => {
  test('a rule ends at the first statement that does not fit, and the next rule follows', () => {
    const pass = walk([
      rule([{ statement: 'protocol', protocol: 'UDP' }, drop]),
      rule([whenNew, mark(1)]),
    ]);
    expect(pass).toMatchObject({ verdict: { verdict: 'accept' }, looked: 2, mark: 1 });
    expect(pass.passes.map(({ index }) => index)).toEqual([1]);
  });

  test('a map that lacks the key is no match; one that has it tells which element decided', () => {
    const services = map('services', [
      entry('10.96.0.10 . tcp . 80', { verdict: 'drop' }, [web], { meaning: 'no-endpoints' }),
    ]);
    const look = [rule([{ statement: 'vmap', fields: toService, map: 'services' }])];
    expect(walk(look, { sets: [services], packet: to('10.96.0.10', 81) }).passes).toEqual([]);
    const { verdict, passes } = walk(look, { sets: [services] });
    expect(verdict).toEqual({ verdict: 'drop' });
    expect(passes).toMatchObject([
      {
        table: 'ip test',
        chain: 'base',
        text: 'ip daddr . meta l4proto . th dport vmap @services',
        element: '10.96.0.10 . tcp . 80 : drop',
        rule: { because: [web], meaning: 'no-endpoints' },
      },
    ]);
  });

  test('a rule reached through an element means what the element means', () => {
    const services = map('services', [
      entry('10.96.0.10 . tcp . 80', goTo('refuse'), [web], { meaning: 'no-endpoints' }),
    ]);
    const { verdict, passes } = walk(
      [rule([{ statement: 'vmap', fields: toService, map: 'services' }])],
      { sets: [services], chains: { refuse: [rule([reject])] } },
    );
    expect(verdict).toEqual({ verdict: 'reject', answer: 'icmp-port-unreachable' });
    expect(passes.at(-1)?.rule.meaning).toBe('no-endpoints');
  });

  test.each([
    ['jump comes back', jump, 3],
    ['goto comes back to the caller of the one that went', goto, 1],
  ])('%s', (_name, go, expected) => {
    const { mark: after } = walk([rule([jump('outer')])], {
      chains: { outer: [rule([go('inner')]), rule([mark(2)])], inner: [rule([mark(1)])] },
    });
    expect(after).toBe(expected);
  });

  test('a set that rules add to forgets after its timeout', () => {
    const sticky: NamedSet = {
      name: 'sticky',
      keyType: ['ipv4_addr'],
      timeoutSeconds: 60,
      elements: new Map(),
    };
    const recent: RuleContext['recent'] = new Map();
    const known = [rule([{ statement: 'lookup', fields: ['ip saddr'], set: 'sticky' }, drop])];
    const isKnown = (nowSeconds: number) =>
      walk(known, { sets: [sticky], recent, nowSeconds }).verdict.verdict === 'drop';
    expect(isKnown(0)).toBe(false);
    walk([rule([{ statement: 'update', set: 'sticky', field: 'ip saddr' }])], {
      sets: [sticky],
      recent,
      nowSeconds: 0,
    });
    expect([1, 59, 60].map(isKnown)).toEqual([true, true, false]);
  });

  test('a ping has no port: no map of ports has it', () => {
    const services = map('services', [entry('10.96.0.10 . icmp . 0', { verdict: 'drop' }, [web])]);
    const ping: Packet = {
      ...to('10.96.0.10', 0),
      transport: { protocol: 'ICMP', type: 'echo-request', identifier: 1 },
    };
    const look = [rule([{ statement: 'vmap', fields: toService, map: 'services' }])];
    expect(walk(look, { sets: [services], packet: ping }).verdict.verdict).toBe('accept');
  });

  test('what the kernel would not have taken is our mistake', () => {
    expect(() => walk([rule([jump('nowhere')])])).toThrow('a chain nowhere');
    expect(() =>
      walk([rule([{ statement: 'lookup', fields: ['ip saddr'], set: 'none' }])]),
    ).toThrow('a set or map none');
    const circle = { a: [rule([goto('b')])], b: [rule([goto('a')])] };
    expect(() => walk([rule([jump('a')])], { chains: circle })).toThrow('comes to an end');
  });
});

describe('print', () => {
  const address = (...ranges: readonly string[]): Statement => ({
    statement: 'address',
    field: 'ip saddr',
    ranges: ranges.map((range) => cidr(range)),
    negated: true,
  });

  test.each([
    [[address('203.0.113.0/24'), drop], 'ip saddr != 203.0.113.0/24 drop'],
    [
      [address('203.0.113.0/24', '10.0.0.5/32', '10.0.0.0/24', '9.0.0.1/32'), drop],
      'ip saddr != { 9.0.0.1, 10.0.0.0/24, 203.0.113.0/24 } drop',
    ],
    [[{ statement: 'fib', of: 'daddr' } as const, drop], 'fib daddr type local drop'],
  ])('%#', (statements, text) => {
    const [pass] = walk([rule(statements)]).passes;
    expect(pass?.text).toBe(text);
  });

  test.each([
    ['PREROUTING', -100, 'prerouting priority dstnat'],
    ['PREROUTING', -110, 'prerouting priority dstnat - 10'],
    ['OUTPUT', -100, 'output priority -100'],
    ['OUTPUT', -110, 'output priority -110'],
    ['FORWARD', 0, 'forward priority filter'],
    ['POSTROUTING', 105, 'postrouting priority srcnat + 5'],
  ] as const)('%s %i: %s', (hook, priority, text) => {
    const chains: readonly Chain[] = [
      { name: 'base', base: { type: 'filter', hook, priority }, rules: [] },
    ];
    expect(nftablesOf([table(chains)]).print()).toContain(
      `\t\ttype filter hook ${text}; policy accept;`,
    );
  });

  test.each([
    [60, '1m'],
    [90, '1m30s'],
    [10_800, '3h'],
    [86_400, '1d'],
  ])('a timeout of %i seconds is %s', (timeoutSeconds, text) => {
    const set: NamedSet = {
      name: 'sticky',
      keyType: ['ipv4_addr'],
      timeoutSeconds,
      elements: new Map(),
    };
    expect(nftablesOf([table([], [set])]).print()).toContain(
      `\t\tflags dynamic,timeout\n\t\ttimeout ${text}\n`,
    );
  });
});

test('all that a packet may meet, through maps and chains, each once', () => {
  const services = map('services', [entry('a', goTo('inner'), [web])]);
  const inner = rule([drop], { because: [{ ...web, path: 'spec.selector' }] });
  const first = rule([{ statement: 'vmap', fields: toService, map: 'services' }]);
  const { baseChains } = nftablesOf([
    table([base([first, first]), { name: 'inner', rules: [inner] }], [services]),
  ]);
  const met = [...(baseChains[0]?.met() ?? [])];
  expect(met).toEqual([first, ...services.elements.values(), first, inner]);
});

interface Setting {
  readonly packet?: Packet;
  readonly sets?: readonly NamedSet[];
  readonly chains?: Readonly<Record<string, readonly Rule[]>>;
  readonly recent?: RuleContext['recent'];
  readonly nowSeconds?: number;
}

function walk(rules: readonly Rule[], setting: Setting = {}) {
  const { packet = to('10.96.0.10', 80), sets = [], chains = {}, nowSeconds = 0 } = setting;
  const others = Object.entries(chains).map(([name, each]) => ({ name, rules: each }));
  const context: RuleContext = {
    hook: 'PREROUTING',
    state: 'NEW',
    translated: { destination: false, source: false },
    isLocal: () => true,
    findInSet: () => undefined,
    roll: (outcomeOf) => outcomeOf(0),
    nowSeconds,
    recent: setting.recent ?? new Map(),
  };
  const [chain] = nftablesOf([table([base(rules), ...others], sets)]).baseChains;
  if (!chain) throw new Error('there is a base chain');
  return chain.walk(packet, context, 0);
}

function base(rules: readonly Rule[]): Chain {
  return { name: 'base', base: { type: 'filter', hook: 'PREROUTING', priority: 0 }, rules };
}

function table(chains: readonly Chain[], sets: readonly NamedSet[] = []): Table {
  return {
    family: 'IPv4',
    name: 'test',
    sets: new Map(sets.map((set) => [set.name, set])),
    chains: new Map(chains.map((chain) => [chain.name, chain])),
  };
}

function map(name: string, elements: readonly Element[]): NamedSet {
  return {
    name,
    keyType: ['ipv4_addr', 'inet_proto', 'inet_service'],
    valueType: 'verdict',
    elements: new Map(elements.map((element) => [element.key, element])),
  };
}

function to(destination: string, destinationPort: number): Packet {
  return {
    source: ip('10.244.1.9'),
    destination: ip(destination),
    ttl: 64,
    transport: { protocol: 'TCP', sourcePort: 40_000, destinationPort },
  };
}
