import { describe, expect, test } from 'vitest';
import { randomFrom } from '../../../base/random.ts';
import { cidr, ip, type Ip, type Packet } from '../../net/index.ts';
import { definitionOf } from './registry.ts';
import type { Match, RuleContext } from './types.ts';

const packet: Packet = {
  source: ip('10.244.1.2'),
  destination: ip('192.168.0.2'),
  ttl: 64,
  transport: { protocol: 'TCP', sourcePort: 40_000, destinationPort: 80 },
};

const context: RuleContext = {
  hook: 'FORWARD',
  inInterface: 'cni0',
  outInterface: 'eth0',
  bridgeInPort: 'veth1',
  state: 'NEW',
  translated: { destination: true, source: false },
  isLocal: (address) => address === '192.168.0.2',
  findInSet: (name, { destination }, [end]) =>
    name === 'nodes' && end === 'destination' && destination === '192.168.0.2' ? [] : undefined,
  virtualServer: {
    protocol: 'TCP',
    address: ip('10.96.0.10'),
    port: 80,
    scheduler: 'rr',
    realServers: [],
    because: [],
  },
  originalDestination: ip('10.96.0.10'),
  roll: (outcomeOf) => outcomeOf(0.25),
  nowSeconds: 0,
  recent: new Map(),
};

const fits = (match: Match, changed: Partial<RuleContext> = {}, mark = 0x4001): boolean =>
  definitionOf(match).fits(match, packet, { ...context, ...changed }, mark);

describe('conditions', () => {
  test.each<[boolean, Match]>([
    [true, { match: 'source', range: cidr('10.244.0.0/16') }],
    [false, { match: 'source', range: cidr('10.244.0.0/16'), negated: true }],
    [false, { match: 'source', range: cidr('fd00::/8') }],
    [true, { match: 'destination', range: cidr('192.168.0.2/32') }],
    [true, { match: 'destination', range: cidr('127.0.0.0/8'), negated: true }],
    [true, { match: 'inInterface', interface: 'cni0' }],
    [true, { match: 'inInterface', interface: 'cni+' }],
    [false, { match: 'inInterface', interface: 'cni' }],
    [false, { match: 'outInterface', interface: 'cni0' }],
    [true, { match: 'outInterface', interface: 'cni0', negated: true }],
    [true, { match: 'protocol', protocol: 'TCP' }],
    [true, { match: 'protocol', protocol: 'ICMP', negated: true }],
    [true, { match: 'protocolModule', protocol: 'TCP' }],
    [false, { match: 'protocolModule', protocol: 'UDP' }],
    [true, { match: 'destinationPort', protocol: 'TCP', port: 80 }],
    [true, { match: 'destinationPort', protocol: 'TCP', port: 70, last: 80 }],
    [false, { match: 'destinationPort', protocol: 'UDP', port: 80 }],
    // A negated port is still one of the protocol.
    [false, { match: 'destinationPort', protocol: 'UDP', port: 53, negated: true }],
    [true, { match: 'destinationPort', protocol: 'TCP', port: 53, negated: true }],
    [true, { match: 'sourcePort', protocol: 'TCP', port: 40_000 }],
    [false, { match: 'sourcePort', protocol: 'TCP', port: 80 }],
    [true, { match: 'comment', text: 'words' }],
    [true, { match: 'nfacct', counter: 'packets' }],
    [true, { match: 'mark', value: 0x4000, mask: 0x4000 }],
    [false, { match: 'mark', value: 0x4000, mask: 0x4000, negated: true }],
    [false, { match: 'mark', value: 0x4000 }],
    [true, { match: 'set', set: 'nodes', of: ['destination'] }],
    [false, { match: 'set', set: 'nodes', of: ['source'] }],
    [true, { match: 'set', set: 'absent', of: ['destination'], negated: true }],
    [true, { match: 'physdev', isIn: true }],
    [false, { match: 'physdev', isIn: false }],
    [true, { match: 'ipvs', protocol: 'TCP', address: ip('10.96.0.10'), port: 80 }],
    [false, { match: 'ipvs', protocol: 'TCP', address: ip('10.96.0.10'), port: 81 }],
    [true, { match: 'conntrack', originalDestination: cidr('10.96.0.0/12') }],
    [false, { match: 'conntrack', originalDestination: cidr('10.96.0.0/12'), negated: true }],
    [
      true,
      { match: 'multiport', of: 'destination', ports: [{ port: 443 }, { port: 70, last: 90 }] },
    ],
    [false, { match: 'multiport', of: 'source', ports: [{ port: 80 }] }],
    [true, { match: 'multiport', of: 'either', ports: [{ port: 80 }] }],
    [false, { match: 'multiport', of: 'either', ports: [{ port: 80 }], negated: true }],
    [true, { match: 'limit', rate: 1, per: 'day', burst: 1 }],
    [true, { match: 'tcpFlags', examined: ['SYN', 'RST'], set: [] }],
    [false, { match: 'tcpFlags', examined: ['SYN', 'RST'], set: ['SYN'] }],
    [true, { match: 'addrtype', of: 'destination', type: 'LOCAL' }],
    [false, { match: 'addrtype', of: 'source', type: 'LOCAL' }],
    [true, { match: 'addrtype', of: 'source', type: 'LOCAL', negated: true }],
    [true, { match: 'conntrack', states: ['NEW', 'INVALID'] }],
    [false, { match: 'conntrack', states: ['RELATED', 'ESTABLISHED'] }],
    [true, { match: 'conntrack', states: ['DNAT'] }],
    [false, { match: 'conntrack', states: ['SNAT'] }],
    [false, { match: 'conntrack', states: ['ESTABLISHED', 'DNAT'], negated: true }],
    [true, { match: 'statistic', probability: 0.26 }],
    [false, { match: 'statistic', probability: 0.25 }],
    [true, { match: 'physdev', in: { interface: 'veth+' } }],
    [false, { match: 'physdev', out: { interface: 'veth+' } }],
    [true, { match: 'physdev', in: { interface: 'veth2', negated: true } }],
    [false, { match: 'physdev', isBridged: true }],
    [true, { match: 'physdev', isBridged: false }],
  ])('%s: %j', (expected, match) => {
    expect(fits(match)).toBe(expected);
  });

  test('all 32 bits of a mark count, the highest too', () => {
    expect(fits({ match: 'mark', value: 0x80000000 }, {}, 0x80000000)).toBe(true);
  });
});

describe('recent', () => {
  const set: Match = { match: 'recent', list: 'list', action: 'set' };
  const check: Match = { match: 'recent', list: 'list', action: 'rcheck', seconds: 10 };
  const reap: Match = { ...check, reap: true };
  const memory = () => new Map<string, Map<Ip, number>>();

  test('remembers a source for the given time, to the second', () => {
    const recent = memory();
    expect(fits(check, { recent })).toBe(false);
    expect(fits(set, { recent, nowSeconds: 5 })).toBe(true);
    expect(fits(check, { recent, nowSeconds: 15 })).toBe(true);
    expect(fits(check, { recent, nowSeconds: 16 })).toBe(false);
  });

  test('asking does not make it remember longer', () => {
    const recent = memory();
    fits(set, { recent, nowSeconds: 0 });
    expect(fits(reap, { recent, nowSeconds: 8 })).toBe(true);
    expect(fits(reap, { recent, nowSeconds: 12 })).toBe(false);
  });

  test('reap forgets what is too old', () => {
    const recent = memory();
    fits(set, { recent, nowSeconds: 0 });
    fits(reap, { recent, nowSeconds: 100 });
    expect(recent.get('list')?.size).toBe(0);
  });

  test('a list holds a hundred addresses and forgets the least recent', () => {
    const recent = memory();
    const definition = definitionOf(set);
    for (let host = 0; host <= 100; host++) {
      const source = ip(`10.0.0.${host}`);
      definition.fits(set, { ...packet, source }, { ...context, recent, nowSeconds: host }, 0);
    }
    expect(recent.get('list')?.size).toBe(100);
    expect(recent.get('list')?.has(ip('10.0.0.0'))).toBe(false);
    expect(recent.get('list')?.has(ip('10.0.0.1'))).toBe(true);
  });
});

test('statistic is as likely as it says: 10,000 draws within four standard deviations', () => {
  const dice = randomFrom('statistic');
  const draws = 10_000;
  for (const probability of [0.5, 1 / 3, 0.1]) {
    let fitted = 0;
    for (let draw = 0; draw < draws; draw++)
      if (
        fits({ match: 'statistic', probability }, { roll: (outcomeOf) => outcomeOf(dice.next()) })
      )
        fitted += 1;
    const deviation = Math.sqrt(draws * probability * (1 - probability));
    expect(Math.abs(fitted - draws * probability)).toBeLessThan(4 * deviation);
  }
});
