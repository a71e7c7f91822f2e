import { describe, expect, test } from 'vitest';
import { randomFrom } from '../../../base/random.ts';
import type { Ref } from '../../api/types.ts';
import { cidr, ip, type Ip, type Packet } from '../../net/index.ts';
import type { Element, Nftables } from '../nftables/index.ts';
import { node, service, slice } from './iptables/test-objects.ts';
import { proxyModeOf } from './index.ts';
import { programNftables } from './nftables/program.ts';

const nodePort = [
  { name: 'http', protocol: 'TCP', port: 80, targetPort: 8080, nodePort: 30_080 } as const,
];

test('the mode is there when it was loaded, and not before', async () => {
  const mode = proxyModeOf('nftables');
  expect(() => mode.program([], [], node)).toThrow('loaded before');
  await mode.load?.();
  expect(mode.program([], [], node).nftables?.print()).toContain('table ip kube-proxy {');
});

describe('causes', () => {
  const services = [
    service('web', '10.96.0.10', { type: 'NodePort', ports: nodePort }),
    service('empty', '10.96.0.11'),
    service('elsewhere', '10.96.0.13', { internalTrafficPolicy: 'Local' }),
  ];
  const slices = [slice('web', ['10.244.1.2']), slice('elsewhere', ['10.244.2.2'])];
  const nftables = programNftables(services, slices, node);
  const ref = ({ kind, name, path }: Ref) => `${kind}/${name} ${path}`;

  test.each([
    ['service-ips', '10.96.0.10', ['Service/web spec.clusterIP', 'Service/web spec.ports[0].port']],
    ['service-nodeports', '30080', ['Service/web spec.ports[0].nodePort']],
    ['cluster-ips', '10.96.0.11', ['Service/empty spec.clusterIP']],
    [
      'hairpin-connections',
      '10.244.1.2',
      [
        'Pod/web-0 metadata.labels',
        'EndpointSlice/web-abcde endpoints[0]',
        'Service/web spec.selector',
      ],
    ],
    [
      'no-endpoint-services',
      '10.96.0.11',
      [
        'Service/empty spec.selector',
        'Service/empty spec.ports[0].port',
        'Service/empty spec.clusterIP',
      ],
    ],
    [
      'no-endpoint-services',
      '10.96.0.13',
      [
        'Service/elsewhere spec.internalTrafficPolicy',
        'Service/elsewhere spec.selector',
        'Service/elsewhere spec.ports[0].port',
        'Service/elsewhere spec.clusterIP',
      ],
    ],
  ])('an element of %s for %s', (set, part, causes) => {
    expect(elementIn(nftables, set, part)?.because.map(ref)).toEqual(causes);
  });

  test('elements that refuse say what they mean', () => {
    const meaning = (part: string) => elementIn(nftables, 'no-endpoint-services', part)?.meaning;
    expect(meaning('10.96.0.11')).toBe('no-endpoints');
    expect(meaning('10.96.0.13')).toBe('no-local-endpoints');
  });

  test('only the rules that every node has are without a cause', () => {
    const bare = new Set(rulesOf(programNftables([], [], node)).map(({ text }) => text));
    const found = rulesOf(nftables).filter(({ because }) => because.length === 0);
    expect(found.filter(({ text }) => !bare.has(text))).toEqual([]);
  });
});

describe('programming many nodes, again and again', () => {
  const services = [service('web', '10.96.0.10'), service('api', '10.96.0.11')];
  const slices = [slice('web', ['10.244.1.2', '10.244.2.2']), slice('api', ['10.244.1.3'])];
  const chainOf = (nftables: Nftables, name: string) =>
    [...(nftables.tables[0]?.chains.values() ?? [])].find(
      (chain) => chain.name.startsWith('service-') && chain.name.includes(`/${name}/`),
    );

  test('nodes share what looks the same on them, but for their own addresses', () => {
    const [first, second] = ['node-1', 'node-2'].map((nodeName) =>
      programNftables(services, slices, { ...node, nodeName }),
    );
    if (!first || !second) throw new Error('there are two');
    expect(chainOf(second, 'web')).toBe(chainOf(first, 'web'));
    expect(elementIn(second, 'service-ips', '10.96.0.10')).toBe(
      elementIn(first, 'service-ips', '10.96.0.10'),
    );
    expect(elementIn(first, 'hairpin-connections', '10.244.2.2')).toBeUndefined();
    expect(elementIn(second, 'hairpin-connections', '10.244.2.2')).toBeDefined();
  });

  test('a Service that has not changed keeps its chains and elements', () => {
    const before = programNftables(services, slices, node);
    const [web, ...others] = services;
    const after = programNftables([service('web', '10.96.0.99'), ...others], slices, node);
    expect(web && chainOf(after, 'web')).not.toBe(chainOf(before, 'web'));
    expect(chainOf(after, 'api')).toBe(chainOf(before, 'api'));
    expect(elementIn(after, 'service-ips', '10.96.0.11')).toBe(
      elementIn(before, 'service-ips', '10.96.0.11'),
    );
    expect(after.print()).not.toContain('10.96.0.10');
  });

  test('the order of the objects does not matter', () => {
    const reversed = programNftables([...services].reverse(), [...slices].reverse(), node);
    expect(reversed.print()).toBe(programNftables(services, slices, node).print());
  });
});

describe('what the configuration decides', () => {
  const web = service('web', '10.96.0.10', { type: 'NodePort', ports: nodePort });
  const print = (change: Partial<typeof node>) =>
    programNftables([web], [slice('web', ['10.244.1.2'])], { ...node, ...change }).print();

  test.each<[string, Partial<typeof node>, string]>([
    [
      'node ports on all addresses',
      { nodePortAddresses: [cidr('0.0.0.0/0')] },
      'fib daddr type local ip daddr != 127.0.0.0/8 meta l4proto . th dport vmap @service-nodeports',
    ],
    [
      'node ports on no address of this node',
      { nodePortAddresses: [cidr('172.16.0.0/12')] },
      'comment "IPs that accept NodePort traffic"\n\t}',
    ],
    [
      '--masquerade-all',
      { masqueradeAll: true },
      'ip daddr @cluster-ips meta mark set meta mark | 0x00004000\n',
    ],
    ['a range of Services', { serviceCidrs: [cidr('10.96.0.0/16')] }, 'ip daddr 10.96.0.0/16 drop'],
  ])('%s', (_name, change, text) => {
    expect(print(change)).toContain(text);
  });

  test('pods that cannot be told from others are not masqueraded', () => {
    expect(print({ podCidr: undefined })).not.toContain('ip saddr !=');
  });

  test('source ranges guard the address of the load balancer, and let its own node in', () => {
    const balanced = service(
      'web',
      '10.96.0.10',
      { type: 'LoadBalancer', loadBalancerSourceRanges: ['203.0.113.0/24', '192.168.0.0/24'] },
      '198.51.100.7',
    );
    const text = programNftables([balanced], [slice('web', ['10.244.1.2'])], node).print();
    expect(text).toMatch(
      /198\.51\.100\.7 \. tcp \. 80 : goto firewall-\w{8}-default\/web\/tcp\/http/,
    );
    expect(text).toContain('ip saddr != { 192.168.0.0/24, 198.51.100.7, 203.0.113.0/24 } drop');
  });

  test('a long name is cut as nft wants it', () => {
    const name = 'w'.repeat(63);
    const long = { ...service(name, '10.96.0.10'), metadata: { name, namespace: 'n'.repeat(200) } };
    const chains = [...(programNftables([long], [], node).tables[0]?.chains.keys() ?? [])];
    expect(Math.max(...chains.map(({ length }) => length))).toBeLessThanOrEqual(256);
  });
});

describe('10,000 connections', () => {
  const addresses = Array.from({ length: 7 }, (_, index) => `10.244.${index + 1}.2`);

  test.each([
    ['spread evenly', {}],
    [
      'of as many clients with session affinity spread evenly',
      { sessionAffinity: 'ClientIP' as const },
    ],
  ])('%s', (_name, spec) => {
    const send = sender([service('web', '10.96.0.10', spec)], addresses);
    const counts = new Map<string, number>(addresses.map((address) => [address, 0]));
    for (let connection = 0; connection < 10_000; connection++) {
      const endpoint = send(`10.${connection >> 8}.${connection & 255}.9`, 0);
      counts.set(endpoint, (counts.get(endpoint) ?? 0) + 1);
    }
    expect([...counts.keys()]).toEqual(addresses);
    // Chi-square with six degrees of freedom is below 22.5 in 999 of 1,000 cases.
    const expected = 10_000 / addresses.length;
    const deviation = [...counts.values()].map((count) => (count - expected) ** 2 / expected);
    expect(deviation.reduce((sum, each) => sum + each)).toBeLessThan(22.5);
  });
});

test('session affinity keeps a client at its endpoint until it was away too long', () => {
  const sticky = service('web', '10.96.0.10', {
    sessionAffinity: 'ClientIP',
    sessionAffinityConfig: { clientIP: { timeoutSeconds: 60 } },
  });
  const send = sender([sticky], ['10.244.1.2', '10.244.2.2', '10.244.3.2']);
  const first = send('10.244.1.9', 0);
  for (let second = 10; second <= 500; second += 10) expect(send('10.244.1.9', second)).toBe(first);
  const later = Array.from({ length: 20 }, (_, time) => send('10.244.1.9', 600 + time * 61));
  expect(new Set(later).size).toBe(3);
});

/** Sends to the cluster IP 10.96.0.10 and tells who was chosen. */
function sender(services: Parameters<typeof programNftables>[0], addresses: readonly string[]) {
  const { baseChains } = programNftables(services, [slice('web', addresses)], node);
  const chain = baseChains.find(({ type, hook }) => type === 'nat' && hook === 'PREROUTING');
  const dice = randomFrom('nftables');
  const recent = new Map<string, Map<Ip, number>>();
  return (source: string, nowSeconds: number): string => {
    const packet: Packet = {
      source: ip(source),
      destination: ip('10.96.0.10'),
      ttl: 64,
      transport: { protocol: 'TCP', sourcePort: 40_000, destinationPort: 80 },
    };
    const context = {
      hook: 'PREROUTING',
      state: 'NEW',
      translated: { destination: false, source: false },
      isLocal: () => false,
      findInSet: () => undefined,
      roll: <Outcome>(outcomeOf: (number: number) => Outcome) => outcomeOf(dice.next()),
      nowSeconds,
      recent,
    } as const;
    const verdict = chain?.walk(packet, context, 0).verdict;
    return verdict?.verdict === 'dnat' ? verdict.address : String(verdict?.verdict);
  };
}

function elementIn({ tables }: Nftables, set: string, part: string): Element | undefined {
  const elements = tables[0]?.sets.get(set)?.elements.values() ?? [];
  return [...elements].find(({ key }) => key.includes(part));
}

function rulesOf({ tables }: Nftables) {
  const chains = [...(tables[0]?.chains.values() ?? [])];
  return chains.flatMap(({ name, rules }) =>
    rules.map(({ because, statements }) => ({
      because,
      text: `${name} ${JSON.stringify(statements)}`,
    })),
  );
}
