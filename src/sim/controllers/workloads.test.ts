import { describe, expect, it } from 'vitest';
import { admit, compareText, type Pod, type Store } from '../api/index.ts';
import { readManifest } from '../manifest/index.ts';
import { defaultSpec } from '../spec.ts';
import { settle } from './index.ts';

function settled(...documents: readonly string[]): Store {
  return settle(admit(readManifest(documents.join('\n---\n')), defaultSpec).entries, defaultSpec);
}

function podsOf(store: Store): readonly Pod[] {
  return store.listIn('Pod', 'default');
}

const workload = (kind: string, spec: string, template = '', annotations = ''): string =>
  `{apiVersion: apps/v1, kind: ${kind}, metadata: {name: web}, spec: {${spec && `${spec}, `}selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}, annotations: {${annotations}}}, spec: {${template && `${template}, `}containers: [{name: c, image: nginx}]}}}}`;

const notReady = 'podpath.dev/ready: "false"';
const bare =
  '{apiVersion: v1, kind: Pod, metadata: {name: mine, labels: {app: web}}, spec: {containers: [{name: c, image: nginx}]}}';

describe('Deployments', () => {
  it('have a ReplicaSet named by its template, and Pods named by that', () => {
    const store = settled(workload('Deployment', 'replicas: 2'));
    const [replicaSet, ...others] = store.listIn('ReplicaSet', 'default');
    expect(others).toEqual([]);
    const hash = replicaSet?.metadata.labels?.['pod-template-hash'] ?? '';
    expect(hash).toMatch(/^[bcdf456789]{8,10}$/);
    expect(replicaSet?.metadata.name).toBe(`web-${hash}`);
    expect(replicaSet?.spec.selector.matchLabels).toEqual({
      app: 'web',
      'pod-template-hash': hash,
    });
    for (const { metadata } of podsOf(store)) {
      expect(metadata.name).toMatch(new RegExp(`^web-${hash}-[bcdfghjklmnpqrstvwxz2456789]{5}$`));
      expect(metadata.labels).toEqual({ app: 'web', 'pod-template-hash': hash });
    }
  });

  it('have another ReplicaSet for another template, the same for the same', () => {
    const nameOf = (template: string): string | undefined =>
      settled(workload('Deployment', '', template)).listIn('ReplicaSet', 'default')[0]?.metadata
        .name;
    expect(nameOf('hostname: a, subdomain: b')).toBe(nameOf('subdomain: b, hostname: a'));
    expect(nameOf('hostname: a')).not.toBe(nameOf('hostname: b'));
  });

  it('do not take Pods that are not theirs', () => {
    const store = settled(bare, workload('Deployment', 'replicas: 2'));
    expect(podsOf(store)).toHaveLength(3);
  });

  it('read with their ReplicaSets and Pods go on as they were', () => {
    const first = settled(workload('Deployment', 'replicas: 2'));
    const objects = [...first.entries()]
      .filter(({ object }) => ['Deployment', 'ReplicaSet', 'Pod'].includes(object.kind))
      .map(({ object }) => object);
    const dump = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects });
    const again = settled(dump);
    expect(podsOf(again).map(({ metadata, status }) => [metadata.name, status?.podIP])).toEqual(
      podsOf(first).map(({ metadata, status }) => [metadata.name, status?.podIP]),
    );
    expect(again.list('ReplicaSet')).toHaveLength(first.list('ReplicaSet').length);
  });

  it('scale down what a former template asked for', () => {
    const old =
      '{apiVersion: apps/v1, kind: ReplicaSet, metadata: {name: web-old, labels: {app: web}, ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: web, controller: true}]}, spec: {replicas: 3, selector: {matchLabels: {app: web, v: old}}, template: {metadata: {labels: {app: web, v: old}}, spec: {containers: [{name: c, image: nginx:1}]}}}}';
    const store = settled(workload('Deployment', 'replicas: 2'), old);
    expect(store.get('ReplicaSet', 'default', 'web-old')?.spec.replicas).toBe(0);
    expect(podsOf(store)).toHaveLength(2);
  });
});

describe('ReplicaSets', () => {
  it('take over Pods without an owner', () => {
    const store = settled(bare, workload('ReplicaSet', 'replicas: 2'));
    expect(podsOf(store)).toHaveLength(2);
    expect(store.get('Pod', 'default', 'mine')?.metadata.ownerReferences).toEqual([
      { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web', controller: true },
    ]);
  });

  it('remove Pods they do not ask for', () => {
    expect(podsOf(settled(bare, workload('ReplicaSet', 'replicas: 0')))).toEqual([]);
  });

  it('choose by expressions too', () => {
    const text = workload('ReplicaSet', '').replace(
      'matchLabels: {app: web}',
      'matchExpressions: [{key: app, operator: In, values: [web, api]}]',
    );
    const store = settled(bare, text);
    expect(podsOf(store).map(({ metadata }) => metadata.name)).toEqual(['mine']);
  });

  it('are what ReplicationControllers were', () => {
    const rc =
      '{apiVersion: v1, kind: ReplicationController, metadata: {name: web}, spec: {replicas: 2, template: {metadata: {labels: {app: web}}, spec: {containers: [{name: c, image: nginx}]}}}}';
    expect(
      podsOf(settled(bare, rc)).map(({ metadata }) => metadata.ownerReferences?.[0]?.kind),
    ).toEqual(['ReplicationController', 'ReplicationController']);
  });
});

describe('StatefulSets', () => {
  const names = (store: Store): readonly string[] =>
    podsOf(store).map(({ metadata }) => metadata.name);

  it('number their Pods and name them in DNS', () => {
    const store = settled(workload('StatefulSet', 'serviceName: db, replicas: 3'));
    expect(names(store)).toEqual(['web-0', 'web-1', 'web-2']);
    expect(podsOf(store)[1]).toMatchObject({
      metadata: {
        labels: {
          app: 'web',
          'statefulset.kubernetes.io/pod-name': 'web-1',
          'apps.kubernetes.io/pod-index': '1',
        },
      },
      spec: { hostname: 'web-1', subdomain: 'db' },
    });
  });

  it('begin to count where they are told', () => {
    expect(names(settled(workload('StatefulSet', 'replicas: 2, ordinals: {start: 5}')))).toEqual([
      'web-5',
      'web-6',
    ]);
  });

  it.each<[what: string, text: string, expected: readonly string[]]>([
    ['not ready', workload('StatefulSet', 'replicas: 3', '', notReady), ['web-0']],
    [
      'not ready, all at once',
      workload('StatefulSet', 'replicas: 3, podManagementPolicy: Parallel', '', notReady),
      ['web-0', 'web-1', 'web-2'],
    ],
    ['not placed', workload('StatefulSet', 'replicas: 3', 'nodeSelector: {disk: ssd}'), ['web-0']],
  ])('wait for the one before: %s', (_what, text, expected) => {
    expect(names(settled(text))).toEqual(expected);
  });
});

describe('DaemonSets', () => {
  const nodesOf = (store: Store): readonly string[] =>
    podsOf(store)
      .map(({ spec }) => spec.nodeName ?? '')
      .sort(compareText);

  it('have a Pod on every node', () => {
    expect(nodesOf(settled(workload('DaemonSet', '')))).toEqual(['node-1', 'node-2']);
  });

  it('leave out nodes that do not fit', () => {
    expect(
      nodesOf(settled(workload('DaemonSet', '', 'nodeSelector: {kubernetes.io/hostname: node-2}'))),
    ).toEqual(['node-2']);
    const tainted =
      '{apiVersion: v1, kind: Node, metadata: {name: a}, spec: {taints: [{key: k, effect: NoSchedule}]}}';
    const cordoned =
      '{apiVersion: v1, kind: Node, metadata: {name: b}, spec: {unschedulable: true}}';
    expect(nodesOf(settled(tainted, cordoned, workload('DaemonSet', '')))).toEqual(['b']);
  });
});
