import { describe, expect, it } from 'vitest';
import { admit, type Pod } from '../api/index.ts';
import { readManifest } from '../manifest/index.ts';
import { defaultSpec } from '../spec.ts';
import { settle } from './index.ts';

function pods(text: string, nodes = 3): readonly Pod[] {
  const spec = { ...defaultSpec, nodes };
  return settle(admit(readManifest(text), spec).entries, spec).listIn('Pod', 'default');
}

const pod = (name: string, spec = '', labels = ''): string =>
  `{apiVersion: v1, kind: Pod, metadata: {name: ${name}, labels: {${labels}}}, spec: {${spec}${spec && ', '}containers: [{name: c, image: nginx}]}}`;

const deployment = (name: string, replicas: number, spec = '', ports = ''): string =>
  `{apiVersion: apps/v1, kind: Deployment, metadata: {name: ${name}}, spec: {replicas: ${replicas}, selector: {matchLabels: {app: ${name}}}, template: {metadata: {labels: {app: ${name}}}, spec: {${spec}${spec && ', '}containers: [{name: c, image: nginx, ports: [${ports}]}]}}}}`;

const node = (name: string, spec = '', labels = ''): string =>
  `{apiVersion: v1, kind: Node, metadata: {name: ${name}, labels: {${labels}}}, spec: {${spec}}}`;

/** How many Pods are on each node; those on none under `-`. */
function spread(list: readonly Pod[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { spec } of list)
    counts[spec.nodeName ?? '-'] = (counts[spec.nodeName ?? '-'] ?? 0) + 1;
  return counts;
}

describe('the scheduler', () => {
  it.each<[what: string, text: string, nodes: number, expected: Record<string, number>]>([
    // CoreDNS is on node-1 and node-2.
    ['one Pod goes where the fewest are', pod('a'), 3, { 'node-3': 1 }],
    ['replicas are spread', deployment('web', 3), 3, { 'node-1': 1, 'node-2': 1, 'node-3': 1 }],
    [
      'replicas of one owner do not meet before they must',
      deployment('web', 2),
      2,
      { 'node-1': 1, 'node-2': 1 },
    ],
    ['all on the only node', deployment('web', 4), 1, { 'node-1': 4 }],
    ['nodeName is obeyed', deployment('web', 3, 'nodeName: node-2'), 3, { 'node-2': 3 }],
    [
      'nodeSelector is obeyed',
      deployment('web', 3, 'nodeSelector: {kubernetes.io/hostname: node-1}'),
      3,
      { 'node-1': 3 },
    ],
    ['nobody matches', deployment('web', 2, 'nodeSelector: {disk: ssd}'), 3, { '-': 2 }],
    [
      'a host port is taken once a node',
      deployment('web', 3, '', '{containerPort: 80, hostPort: 80}'),
      2,
      { 'node-1': 1, 'node-2': 1, '-': 1 },
    ],
    ['a node takes 110 Pods', deployment('web', 120), 1, { 'node-1': 108, '-': 12 }],
    ['there is no node', pod('a'), 0, { '-': 1 }],
  ])('%s', (_what, text, nodes, expected) => {
    expect(spread(pods(text, nodes))).toEqual(expected);
  });

  it.each<[what: string, text: string, message: string]>([
    [
      'a selector',
      pod('a', 'nodeSelector: {disk: ssd}'),
      "0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector. no new claims to deallocate, preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.",
    ],
    [
      'taints, a cordon and a selector',
      [
        pod('a', 'nodeSelector: {disk: ssd}'),
        node('a', 'taints: [{key: only, effect: NoSchedule}]'),
        node('b', 'unschedulable: true'),
        node('c'),
      ].join('\n---\n'),
      "0/3 nodes are available: 1 node(s) didn't match Pod's node affinity/selector, 1 node(s) had untolerated taint(s), 1 node(s) were unschedulable. no new claims to deallocate, preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.",
    ],
  ])('says why not: %s', (_what, text, message) => {
    const [first] = pods(text);
    expect(first?.status).toEqual({
      phase: 'Pending',
      conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message }],
    });
  });

  it('says that there is no node', () => {
    expect(pods(pod('a'), 0)[0]?.status?.conditions[0]?.message).toBe(
      'no nodes available to schedule pods',
    );
  });

  it.each<[toleration: string, tolerated: boolean]>([
    ['', false],
    ['{key: only, operator: Exists}', true],
    ['{operator: Exists}', true],
    ['{key: only, value: web}', true],
    ['{key: only, value: api}', false],
    ['{key: only, value: web, effect: NoExecute}', false],
    ['{key: other, operator: Exists}', false],
  ])('tolerates with [%s]: %s', (toleration, tolerated) => {
    const text = [
      pod('a', `tolerations: [${toleration}]`),
      node('one', 'taints: [{key: only, value: web, effect: NoSchedule}]'),
    ];
    expect(pods(text.join('\n---\n'))[0]?.spec.nodeName !== undefined).toBe(tolerated);
  });

  it('obeys required node affinity', () => {
    const affinity = (operator: string): string =>
      `affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: kubernetes.io/hostname, operator: ${operator}, values: [node-2]}]}]}}}`;
    expect(spread(pods(pod('a', affinity('In'))))).toEqual({ 'node-2': 1 });
    expect(spread(pods(pod('a', affinity('NotIn'))))).toEqual({ 'node-3': 1 });
  });

  it('tells a Pod the zone of its node', () => {
    const text = [
      pod('a'),
      pod('b', 'nodeName: one'),
      node('one', '', 'topology.kubernetes.io/zone: z'),
    ].join('\n---\n');
    expect(
      pods(text).map(({ metadata }) => metadata.labels?.['topology.kubernetes.io/zone']),
    ).toEqual(['z', 'z']);
  });
});
