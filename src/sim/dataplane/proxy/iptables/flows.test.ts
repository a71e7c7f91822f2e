import { expect, test } from 'vitest';
import { everyBranch } from '../../../../../conformance/service-flows/branches.ts';
import { sendFlow, type Flow } from '../../../../../conformance/service-flows/send.ts';
import { printRule, type Netfilter } from '../../netfilter/index.ts';
import { programIptables } from './program.ts';
import type { ProxyConfig } from '../types.ts';
import { node, service, slice } from './test-objects.ts';

const port = (nodePort: number) => [
  { name: 'http', protocol: 'TCP', port: 80, targetPort: 8080, nodePort } as const,
];
const services = [
  service('web', '10.96.0.10'),
  service('self', '10.96.0.11'),
  service('udp', '10.96.0.12', {
    ports: [{ name: 'http', protocol: 'UDP', port: 80, targetPort: 8080 }],
  }),
  service('empty', '10.96.0.13', { type: 'NodePort', ports: port(30_013) }),
  service('unready', '10.96.0.14'),
  service('leaving', '10.96.0.15'),
  service('inside', '10.96.0.16', { internalTrafficPolicy: 'Local' }),
  service('elsewhere', '10.96.0.17', { internalTrafficPolicy: 'Local' }),
  service('node', '10.96.0.20', { type: 'NodePort', ports: port(30_020) }),
  service('local', '10.96.0.21', {
    type: 'NodePort',
    ports: port(30_021),
    externalTrafficPolicy: 'Local',
  }),
  service('remote', '10.96.0.22', {
    type: 'NodePort',
    ports: port(30_022),
    externalTrafficPolicy: 'Local',
  }),
  service('sticky', '10.96.0.23', { sessionAffinity: 'ClientIP' }),
  service('outer', '10.96.0.24', { externalIPs: ['192.0.2.24'] }),
  service(
    'guarded',
    '10.96.0.30',
    {
      type: 'LoadBalancer',
      ports: port(30_030),
      loadBalancerSourceRanges: ['203.0.113.0/25'],
    },
    '198.51.100.30',
  ),
  service(
    'health',
    '10.96.0.31',
    {
      type: 'LoadBalancer',
      ports: port(30_031),
      externalTrafficPolicy: 'Local',
      healthCheckNodePort: 32_031,
    },
    '198.51.100.31',
  ),
];
const pods = ['10.244.1.2', '10.244.2.2'];
const slices = [
  slice('web', [...pods, '10.244.2.3-']),
  slice('self', ['10.244.1.2']),
  slice('udp', pods, 'UDP'),
  slice('empty', []),
  slice('unready', ['10.244.1.2-']),
  slice('leaving', ['10.244.1.2~', '10.244.2.2-']),
  slice('inside', pods),
  slice('elsewhere', ['10.244.2.2']),
  slice('node', pods),
  slice('local', pods),
  slice('remote', ['10.244.2.2']),
  slice('sticky', pods),
  slice('outer', pods),
  slice('guarded', pods),
  slice('health', ['10.244.2.2']),
];

const both = '10.244.1.2:8080,10.244.2.2:8080';
const here = '10.244.1.2:8080';
const there = '10.244.2.2:8080';

const addresses: Readonly<Record<string, string>> = {
  pod: '10.244.1.9',
  'pod itself': '10.244.1.2',
  node: '192.168.0.11',
  loopback: '127.0.0.1',
  client: '203.0.113.5',
  stranger: '203.0.113.200',
};

/** One row per flow: what happens, from whom, to where, and what comes of it (`+` after it: masqueraded). */
const flows = `
  a cluster IP leads to all ready endpoints        | pod        | 10.96.0.10:80        | ${both}
  clients outside the pod range are masqueraded    | client     | 10.96.0.10:80        | ${both} +
  the node too                                     | node       | 10.96.0.10:80        | ${both} +
  a pod that reaches itself (hairpin)              | pod itself | 10.96.0.11:80        | ${here} +
  another port of a cluster IP is nobody's         | pod        | 10.96.0.10:81        | UNMATCHED
  another protocol too                             | pod        | 10.96.0.10:80/UDP    | UNMATCHED
  UDP                                              | pod        | 10.96.0.12:80/UDP    | ${both}
  no endpoints                                     | pod        | 10.96.0.13:80        | REJECT
  no endpoints, by the node port                   | client     | 192.168.0.11:30013   | REJECT
  no ready endpoints                               | pod        | 10.96.0.14:80        | REJECT
  rather a terminating endpoint than none          | pod        | 10.96.0.15:80        | ${here}
  internal policy Local                            | pod        | 10.96.0.16:80        | ${here}
  internal policy Local, nothing here              | pod        | 10.96.0.17:80        | DROP
  session affinity starts anywhere                 | pod        | 10.96.0.23:80        | ${both}
  a node port                                      | client     | 192.168.0.11:30020   | ${both} +
  a node port of another address                   | client     | 192.168.0.99:30020   | UNMATCHED
  a node port, from a pod                          | pod        | 192.168.0.11:30020   | ${both} +
  a node port, from the node by 127.0.0.1          | loopback   | 127.0.0.1:30020      | ${both} +
  external policy Local keeps the source           | client     | 192.168.0.11:30021   | ${here}
  external policy Local lets pods go anywhere      | pod        | 192.168.0.11:30021   | ${both}
  external policy Local lets the node go anywhere  | node       | 192.168.0.11:30021   | ${both} +
  external policy Local, nothing here              | client     | 192.168.0.11:30022   | DROP
  external policy Local, nothing here, from a pod  | pod        | 192.168.0.11:30022   | ${there}
  the cluster IP does not mind external policy     | pod        | 10.96.0.22:80        | ${there}
  an external IP                                   | client     | 192.0.2.24:80        | ${both} +
  a load balancer address, from a source range     | client     | 198.51.100.30:80     | ${both} +
  a load balancer address, from elsewhere          | stranger   | 198.51.100.30:80     | DROP
  source ranges do not guard the node port         | stranger   | 192.168.0.11:30030   | ${both} +
  source ranges do not guard the cluster IP        | pod        | 10.96.0.30:80        | ${both}
  a load balancer that asks for health is let in   | client     | 192.168.0.11:32031   | ACCEPT
  a load balancer address, nothing here            | client     | 198.51.100.31:80     | DROP
`;
const rows = flows
  .trim()
  .split('\n')
  .map((row) => row.split('|').map((cell) => cell.trim()));

const program = (changes: Partial<ProxyConfig> = {}) =>
  programIptables(services, slices, { ...node, ...changes });
const netfilter = program();

test.each(rows)('%s: %s to %s', (_name, from = '', to = '', expected) => {
  const { result, rules } = send(netfilter, from, to);
  expect(result, rules).toBe(expected);
});

test.each(rows)('1.28 does the same: %s: %s to %s', (_name, from = '', to = '', expected) => {
  const { result, rules } = send(program({ version: '1.28' }), from, to);
  expect(result, rules).toBe(expected);
});

test.each<[string, Partial<ProxyConfig>, string, string, string]>([
  ['--masquerade-all', { masqueradeAll: true }, 'pod', '10.96.0.10:80', `${both} +`],
  [
    'without pod range nothing is known to be outside',
    { podCidr: undefined },
    'client',
    '10.96.0.10:80',
    both,
  ],
  [
    'without pod range pods are treated like clients',
    { podCidr: undefined },
    'pod',
    '192.168.0.11:30021',
    here,
  ],
  [
    '--iptables-localhost-nodeports=false',
    { localhostNodePorts: false },
    'loopback',
    '127.0.0.1:30020',
    'UNMATCHED',
  ],
])('%s', (_name, changes, from, to, expected) => {
  const { result, rules } = send(program(changes), from, to);
  expect(result, rules).toBe(expected);
});

function send(rules: Netfilter, from: string, to: string) {
  const [, dst = '', number, protocol = 'TCP'] = /^(.*):(\d+)(?:\/(\w+))?$/.exec(to) ?? [];
  const flow: Flow = {
    src: addresses[from] ?? '',
    srcKind: from.startsWith('pod') ? 'pod' : 'external',
    dst,
    port: Number(number),
    protocol: protocol as Flow['protocol'],
  };
  const ways = everyBranch((random) => sendFlow(rules, flow, node.nodeAddress, random));
  const ends = new Set(ways.map(({ endpoint, verdict }) => endpoint ?? verdict));
  const masqueraded = ways.some(({ masquerade }) => masquerade) ? ' +' : '';
  const fitted = ways.flatMap(({ passes }) =>
    passes.map(({ table, chain, rule }) => `${table} ${printRule(chain, rule)}`),
  );
  return {
    result: `${[...ends].sort().join()}${masqueraded}`,
    rules: [...new Set(fitted)].join('\n'),
  };
}
