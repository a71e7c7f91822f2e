import { describe, expect, test } from 'vitest';
import { randomFrom } from '../../../base/random.ts';
import type { Ref } from '../../api/types.ts';
import { ip, type Ip, type Packet } from '../../net/index.ts';
import { printNetfilter, printRule, walkTable, type Rule } from '../netfilter/index.ts';
import { proxyModeOf, proxyModes } from './index.ts';
import { node, service, slice } from './iptables/test-objects.ts';
import iptables from './iptables.ts';
import { programIptables } from './iptables/program.ts';

const nodePort = [
  { name: 'http', protocol: 'TCP', port: 80, targetPort: 8080, nodePort: 30_080 } as const,
];

test('the mode is found by its name', () => {
  expect(proxyModes.map(({ name }) => name)).toEqual(['ebpf', 'iptables', 'ipvs', 'nftables']);
  expect(proxyModeOf('iptables')).toBe(iptables);
  expect(() => proxyModeOf('userspace')).toThrow('userspace');
});

describe('causes', () => {
  const ref = ({ kind, name, path }: Ref) => `${kind}/${name} ${path}`;
  const services = [
    service('web', '10.96.0.10', { type: 'NodePort', ports: nodePort }),
    service('empty', '10.96.0.11'),
    service('loose', '10.96.0.12', { selector: undefined as never }),
    service('elsewhere', '10.96.0.13', { internalTrafficPolicy: 'Local' }),
  ];
  const slices = [slice('web', ['10.244.1.2']), slice('elsewhere', ['10.244.2.2'])];
  const { nat, filter } = programIptables(services, slices, node);
  const found = [...(nat?.chains.values() ?? []), ...(filter?.chains.values() ?? [])].flatMap(
    ({ name, rules }) => rules.map((each) => ({ line: printRule(name, each), rule: each })),
  );
  const causesOf = (part: string): readonly string[] =>
    found.find(({ line }) => line.includes(part))?.rule.because.map(ref) ?? [];

  test.each([
    ['web:http cluster IP', ['Service/web spec.clusterIP', 'Service/web spec.ports[0].port']],
    ['-A KUBE-NODEPORTS -p tcp', ['Service/web spec.ports[0].nodePort']],
    [
      '--to-destination 10.244.1.2:8080',
      [
        'Service/web spec.ports[0].targetPort',
        'Service/web spec.selector',
        'Pod/web-0 metadata.labels',
        'EndpointSlice/web-abcde endpoints[0]',
      ],
    ],
    [
      'masquerade traffic for default/web:http',
      ['Service/web spec.externalTrafficPolicy', 'Service/web spec.ports[0].port'],
    ],
    [
      'default/empty:http has no endpoints',
      [
        'Service/empty spec.selector',
        'Service/empty spec.ports[0].port',
        'Service/empty spec.clusterIP',
      ],
    ],
    [
      'default/loose:http has no endpoints',
      [
        'Service/loose metadata.name',
        'Service/loose spec.ports[0].port',
        'Service/loose spec.clusterIP',
      ],
    ],
    [
      'default/elsewhere:http has no local endpoints',
      [
        'Service/elsewhere spec.internalTrafficPolicy',
        'Service/elsewhere spec.selector',
        'Service/elsewhere spec.ports[0].port',
        'Service/elsewhere spec.clusterIP',
      ],
    ],
  ])('%s', (part, causes) => {
    expect(causesOf(part)).toEqual(causes);
  });

  test('only the rules that every node has are without a cause', () => {
    const bare = programIptables([], [], node);
    const basic = new Set(printNetfilter(bare).split('\n'));
    const withoutCause = found.filter(({ rule }) => rule.because.length === 0);
    expect(withoutCause.filter(({ line }) => !basic.has(line))).toEqual([]);
  });

  test('rules that refuse say what they mean', () => {
    const meaning = (part: string): Rule['meaning'] =>
      found.find(({ line }) => line.includes(part))?.rule.meaning;
    expect(meaning('default/empty:http has no endpoints')).toBe('no-endpoints');
    expect(meaning('default/elsewhere:http has no local')).toBe('no-local-endpoints');
    expect(meaning('web:http cluster IP')).toBeUndefined();
  });
});

describe('programming many nodes', () => {
  const services = [service('web', '10.96.0.10'), service('api', '10.96.0.11')];
  const slices = [slice('web', ['10.244.1.2', '10.244.2.2']), slice('api', ['10.244.1.3'])];

  test('nodes share the chains of Services that look the same on them', () => {
    const first = programIptables(services, slices, node);
    const second = programIptables(services, slices, { ...node, nodeName: 'node-2' });
    const [name = ''] = [...(first.nat?.chains.keys() ?? [])].filter((chain) =>
      chain.startsWith('KUBE-SVC-'),
    );
    expect(second.nat?.chains.get(name)).toBe(first.nat?.chains.get(name));
  });

  test('a changed Service has other rules', () => {
    const before = programIptables(services, slices, node);
    const changed = [service('web', '10.96.0.99'), ...services.slice(1)];
    const after = programIptables(changed, slices, node);
    expect(printNetfilter(before)).toContain('-d 10.96.0.10/32');
    expect(printNetfilter(after)).not.toContain('-d 10.96.0.10/32');
    expect(printNetfilter(after)).toContain('-d 10.96.0.99/32');
  });

  test('a changed slice has other rules for the same Service', () => {
    programIptables(services, slices, node);
    const after = programIptables(services, [slice('web', ['10.244.1.7'])], node);
    expect(printNetfilter(after)).toContain('--to-destination 10.244.1.7:8080');
    expect(printNetfilter(after)).not.toContain('--to-destination 10.244.1.2:8080');
    expect(printNetfilter(after)).toContain('default/api:http has no endpoints');
  });

  test('the order of the objects does not matter', () => {
    const reversed = programIptables([...services].reverse(), [...slices].reverse(), node);
    expect(printNetfilter(reversed)).toBe(printNetfilter(programIptables(services, slices, node)));
  });

  test('with more than a thousand endpoints the comments of endpoint rules are left out', () => {
    const many = Array.from({ length: 1001 }, (_, host) => `10.244.${host >> 8}.${host & 255}`);
    const text = printNetfilter(programIptables(services, [slice('web', many)], node));
    expect(text).not.toContain('default/web:http -> ');
    expect(text).toContain('default/web:http cluster IP');
  });
});

describe('what is not proxied', () => {
  test.each([
    ['headless', service('web', 'None')],
    ['ExternalName', service('web', '10.96.0.10', { type: 'ExternalName', externalName: 'a.b' })],
    ['of the other family', service('web', 'fd00::10')],
    ['without address', service('web', '')],
  ])('a Service that is %s', (_name, each) => {
    const text = printNetfilter(programIptables([each], [slice('web', ['10.244.1.2'])], node));
    expect(text).toBe(printNetfilter(programIptables([], [], node)));
  });
});

describe('walking the rules', () => {
  const { nat } = programIptables(
    [
      service('web', '10.96.0.10'),
      service('sticky', '10.96.0.11', {
        sessionAffinity: 'ClientIP',
        sessionAffinityConfig: { clientIP: { timeoutSeconds: 60 } },
      }),
    ],
    ['web', 'sticky'].map((name) => slice(name, ['10.244.1.2', '10.244.2.2', '10.244.3.2'])),
    node,
  );
  const dice = randomFrom('proxy');
  const recent = new Map<string, Map<Ip, number>>();
  const send = (destination: string, source: string, nowSeconds: number) => {
    const packet: Packet = {
      source: ip(source),
      destination: ip(destination),
      ttl: 64,
      transport: { protocol: 'TCP', sourcePort: 40_000, destinationPort: 80 },
    };
    const { verdict } = walkTable(
      nat ? { nat } : {},
      'nat',
      'PREROUTING',
      packet,
      {
        hook: 'PREROUTING',
        state: 'NEW',
        translated: { destination: false, source: false },
        isLocal: () => false,
        findInSet: () => undefined,
        roll: (outcomeOf) => outcomeOf(dice.next()),
        nowSeconds,
        recent,
      },
      0,
    );
    return verdict.verdict === 'dnat' ? verdict.address : verdict.verdict;
  };

  test('10,000 connections spread evenly over three endpoints', () => {
    const counts = new Map<string, number>();
    for (let connection = 0; connection < 10_000; connection++) {
      const endpoint = send('10.96.0.10', '10.244.1.9', 0);
      counts.set(endpoint, (counts.get(endpoint) ?? 0) + 1);
    }
    expect([...counts.keys()].sort()).toEqual(['10.244.1.2', '10.244.2.2', '10.244.3.2']);
    // Chi-square with two degrees of freedom is below 13.8 in 999 of 1,000 cases.
    const expected = 10_000 / 3;
    const deviation = [...counts.values()].map((count) => (count - expected) ** 2 / expected);
    expect(deviation.reduce((sum, each) => sum + each)).toBeLessThan(13.8);
  });

  test('session affinity keeps a client at its endpoint until it was away too long', () => {
    const first = send('10.96.0.11', '10.244.1.9', 0);
    for (let second = 10; second <= 500; second += 10)
      expect(send('10.96.0.11', '10.244.1.9', second)).toBe(first);
    const later = Array.from({ length: 20 }, (_, time) =>
      send('10.96.0.11', '10.244.1.9', 600 + time * 61),
    );
    expect(new Set(later).size).toBe(3);
  });

  test('session affinity is of one client', () => {
    const clients = Array.from({ length: 30 }, (_, host) =>
      send('10.96.0.11', `10.244.1.${host + 20}`, 5_000),
    );
    expect(new Set(clients).size).toBe(3);
  });
});
