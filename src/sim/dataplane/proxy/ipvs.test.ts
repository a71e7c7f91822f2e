import { describe, expect, test } from 'vitest';
import { printIpsets } from '../ipset/index.ts';
import { printNetfilter } from '../netfilter/index.ts';
import { ip } from '../../net/index.ts';
import { node, service, slice } from './iptables/test-objects.ts';
import { programIpvs } from './ipvs/program.ts';
import type { ProxyConfig } from './types.ts';

const onNode: ProxyConfig = { ...node, localAddresses: [ip('192.168.0.11'), ip('10.244.1.1')] };
const port = (nodePort: number, protocol: 'TCP' | 'UDP' | 'SCTP' = 'TCP') => [
  { name: 'http', protocol, port: 80, targetPort: 8080, nodePort },
];
const pods = ['10.244.1.2', '10.244.2.2'];

const services = [
  service('web', '10.96.0.10', { type: 'NodePort', ports: port(30_010) }),
  service('local', '10.96.0.11', {
    type: 'NodePort',
    ports: port(30_011),
    externalTrafficPolicy: 'Local',
  }),
  service('stream', '10.96.0.12', { type: 'NodePort', ports: port(30_012, 'SCTP') }),
  service('outer', '10.96.0.13', { externalIPs: ['192.0.2.13', '192.168.0.11'] }),
  service(
    'guarded',
    '10.96.0.14',
    { type: 'LoadBalancer', loadBalancerSourceRanges: ['203.0.113.0/25'] },
    '198.51.100.14',
  ),
  service('sticky', '10.96.0.15', { sessionAffinity: 'ClientIP' }),
  service('empty', '10.96.0.16'),
  service('inside', '10.96.0.17', { internalTrafficPolicy: 'Local' }),
];
const slices = [
  slice('web', [...pods, '10.244.1.3~']),
  slice('local', ['10.244.2.2']),
  slice('stream', pods, 'SCTP'),
  ...['outer', 'guarded', 'sticky'].map((name) => slice(name, pods)),
  slice('inside', ['10.244.2.2']),
];

const program = (config: Partial<ProxyConfig> = {}) =>
  programIpvs(services, slices, { ...onNode, ...config });
const { ipvs, ipsets = new Map(), iptables = {}, interfaces = [] } = program();
const members = (set: string) => ipsets.get(set)?.entries;

/** The lines of `ipvsadm -Ln` that belong to one virtual server. */
function linesOf(name: string): readonly string[] {
  const lines = (ipvs?.print() ?? '').split('\n');
  const start = lines.findIndex((line) => line.startsWith(`${name} `));
  const end = lines.findIndex((line, index) => index > start && !line.startsWith('  ->'));
  return lines.slice(start, end).map((line) => line.trim().replaceAll(/ +/g, ' '));
}

describe('virtual servers', () => {
  test.each<[string, string, readonly string[]]>([
    [
      'endpoints, and one that goes away',
      'TCP  10.96.0.10:80',
      [
        'TCP 10.96.0.10:80 rr',
        '-> 10.244.1.2:8080 Masq 1',
        '-> 10.244.2.2:8080 Masq 1',
        '-> 10.244.1.3:8080 Masq 0',
      ],
    ],
    [
      'a node port, on an address of the node’s bridge',
      'SCTP 10.244.1.1:30012',
      ['SCTP 10.244.1.1:30012 rr', '-> 10.244.1.2:8080 Masq 1', '-> 10.244.2.2:8080 Masq 1'],
    ],
    [
      'policy Local without endpoint on the node uses the others',
      'TCP  192.168.0.11:30011',
      ['TCP 192.168.0.11:30011 rr', '-> 10.244.2.2:8080 Masq 1'],
    ],
    [
      'unless nothing of the Service may leave the node',
      'TCP  10.96.0.17:80',
      ['TCP 10.96.0.17:80 rr'],
    ],
    [
      'session affinity',
      'TCP  10.96.0.15:80',
      [
        'TCP 10.96.0.15:80 rr persistent 10800',
        '-> 10.244.1.2:8080 Masq 1',
        '-> 10.244.2.2:8080 Masq 1',
      ],
    ],
    ['no endpoints', 'TCP  10.96.0.16:80', ['TCP 10.96.0.16:80 rr']],
  ])('%s', (_name, virtualServer, expected) => {
    expect(linesOf(virtualServer)).toEqual(expected);
  });

  test('what is missing is told', () => {
    const meaning = (address: string) =>
      ipvs?.virtualServers.find((each) => each.address === address)?.meaning;
    expect(meaning('10.96.0.16')).toBe('no-endpoints');
    expect(meaning('10.96.0.17')).toBe('no-local-endpoints');
    expect(meaning('10.96.0.10')).toBeUndefined();
  });

  test('every one, and every real server, names its Service', () => {
    for (const each of ipvs?.virtualServers ?? [])
      for (const { because } of [each, ...each.realServers])
        expect(
          because.map(({ kind }) => kind),
          `${each.address}:${each.port}`,
        ).toContain('Service');
  });

  test('the scheduler is the one kube-proxy was told', () => {
    expect(program({ ipvsScheduler: 'sh' }).ipvs?.virtualServers[0]?.scheduler).toBe('sh');
  });
});

test('kube-ipvs0 has every Service address but those the node has already', () => {
  expect(interfaces).toMatchObject([{ name: 'kube-ipvs0', device: { type: 'dummy' }, down: true }]);
  const addresses = interfaces[0]?.addresses.map((each) => `${each.ip}/${each.prefix}`);
  expect(addresses).toContain('10.96.0.10/32');
  expect(addresses).toContain('192.0.2.13/32');
  expect(addresses).toContain('198.51.100.14/32');
  expect(addresses).not.toContain('192.168.0.11/32');
  expect(members('KUBE-IPVS-IPS')).toEqual(addresses?.map((each) => each.replace('/32', '')));
});

describe('sets', () => {
  test.each<[string, readonly string[]]>([
    [
      'KUBE-LOOP-BACK',
      [
        '10.244.1.2,tcp:8080,10.244.1.2',
        '10.244.1.3,tcp:8080,10.244.1.3',
        '10.244.1.2,sctp:8080,10.244.1.2',
      ],
    ],
    ['KUBE-EXTERNAL-IP', ['192.0.2.13,tcp:80', '192.168.0.11,tcp:80']],
    ['KUBE-LOAD-BALANCER', ['198.51.100.14,tcp:80']],
    ['KUBE-LOAD-BALANCER-FW', ['198.51.100.14,tcp:80']],
    ['KUBE-LOAD-BALANCER-SOURCE-CIDR', ['198.51.100.14,tcp:80,203.0.113.0/25']],
    ['KUBE-LOAD-BALANCER-SOURCE-IP', []],
    ['KUBE-NODE-PORT-TCP', ['30011', '30010']],
    ['KUBE-NODE-PORT-LOCAL-TCP', ['30011']],
    ['KUBE-NODE-PORT-SCTP-HASH', ['192.168.0.11,sctp:30012', '10.244.1.1,sctp:30012']],
  ])('%s', (set, expected) => {
    expect(members(set)?.toSorted()).toEqual(expected.toSorted());
  });

  test('as ipset save prints them', () => {
    const lines = printIpsets(ipsets).split('\n');
    expect(lines).toContain('create KUBE-NODE-PORT-TCP bitmap:port range 0-65535');
    expect(lines).toContain(
      'create KUBE-CLUSTER-IP hash:ip,port family inet hashsize 1024 maxelem 65536',
    );
    expect(lines).toContain('add KUBE-CLUSTER-IP 10.96.0.10,tcp:80');
  });
});

describe('rules', () => {
  const text = printNetfilter(iptables);
  const inOrder = (chain: string) =>
    text
      .split('\n')
      .filter((line) => line.startsWith(`-A ${chain} `))
      .map((line) => line.replace(/ -m comment --comment (?:"[^"]*"|\S+)/, ''));

  test.each<[string, readonly string[]]>([
    [
      'KUBE-SERVICES',
      [
        '-s 127.0.0.0/8 -j RETURN',
        '-m set --match-set KUBE-LOAD-BALANCER dst,dst -j KUBE-LOAD-BALANCER',
        '! -s 10.244.0.0/16 -m set --match-set KUBE-CLUSTER-IP dst,dst -j KUBE-MARK-MASQ',
        '-m set --match-set KUBE-EXTERNAL-IP dst,dst -j KUBE-MARK-MASQ',
        '-m set --match-set KUBE-EXTERNAL-IP dst,dst -m physdev ! --physdev-is-in -m addrtype ! --src-type LOCAL -j ACCEPT',
        '-m set --match-set KUBE-EXTERNAL-IP dst,dst -m addrtype --dst-type LOCAL -j ACCEPT',
        '-m addrtype --dst-type LOCAL -j KUBE-NODE-PORT',
        '-m set --match-set KUBE-CLUSTER-IP dst,dst -j ACCEPT',
        '-m set --match-set KUBE-LOAD-BALANCER dst,dst -j ACCEPT',
      ],
    ],
    [
      'KUBE-NODE-PORT',
      [
        '-p tcp -m set --match-set KUBE-NODE-PORT-LOCAL-TCP dst -j RETURN',
        '-p tcp -m set --match-set KUBE-NODE-PORT-TCP dst -j KUBE-MARK-MASQ',
        '-p sctp -m set --match-set KUBE-NODE-PORT-SCTP-HASH dst,dst -j KUBE-MARK-MASQ',
        '-m set --match-set KUBE-HEALTH-CHECK-NODE-PORT dst -j ACCEPT',
      ],
    ],
    ['KUBE-LOAD-BALANCER', ['-j KUBE-MARK-MASQ']],
    [
      'KUBE-SOURCE-RANGES-FIREWALL',
      ['-m set --match-set KUBE-LOAD-BALANCER-SOURCE-CIDR dst,dst,src -j RETURN', '-j DROP'],
    ],
    [
      'KUBE-IPVS-OUT-FILTER',
      ['-s 198.51.100.14/32 -m ipvs --vproto 6 --vaddr 198.51.100.14 --vport 80 -j DROP'],
    ],
    ['INPUT', ['-j KUBE-IPVS-FILTER', '-j KUBE-PROXY-FIREWALL', '-j KUBE-NODE-PORT']],
  ])('%s', (chain, expected) => {
    expect(inOrder(chain)).toEqual(expected.map((line) => `-A ${chain} ${line}`));
  });

  test('a cluster that cannot tell pods from others masquerades what the node itself asks', () => {
    const unknown = printNetfilter(program({ podCidr: undefined }).iptables ?? {});
    expect(unknown).toContain('--match-set KUBE-CLUSTER-IP src,dst -j KUBE-MARK-MASQ');
  });
});

test('nodes on which a Service looks the same share its virtual server', () => {
  const find = (config: Partial<ProxyConfig>) =>
    program(config).ipvs?.virtualServers.find(({ address }) => address === '10.96.0.15');
  const other = { nodeName: 'node-2', nodeAddress: ip('192.168.0.12') };
  expect(find({ ...other, localAddresses: [ip('192.168.0.12')] })).toBe(find({}));
});
