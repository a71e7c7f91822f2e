import { describe, expect, it } from 'vitest';
import { admit, type Pod, type Store } from '../api/index.ts';
import { readManifest } from '../manifest/index.ts';
import { defaultSpec } from '../spec.ts';
import { settle } from './settle.ts';

function settled(text: string): Store {
  return settle(admit(readManifest(text), defaultSpec).entries, defaultSpec);
}

function pods(store: Store): readonly Pod[] {
  return store.list('Pod').filter(({ metadata }) => metadata.namespace === 'default');
}

/** Why each Pod waits, `placed` for those that do not. */
function waiting(text: string): readonly string[] {
  return pods(settled(text)).map(({ spec, status }) => {
    const scheduled = status?.conditions.find(({ type }) => type === 'PodScheduled');
    return spec.nodeName === undefined ? (scheduled?.message ?? '') : 'placed';
  });
}

const containers = 'containers: [{name: c, image: nginx}]';
const deployment = (spec: string): string =>
  `{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {replicas: 2, selector: {matchLabels: {app: a}}, template: {metadata: {labels: {app: a}}, spec: {${spec}}}}}`;
const account = '{apiVersion: v1, kind: ServiceAccount, metadata: {name: robot}}';

describe('a service account', () => {
  const text = deployment(`serviceAccountName: robot, ${containers}`);

  it('has to be there before there are Pods, and an event says so', () => {
    const store = settled(text);
    expect(pods(store)).toEqual([]);
    const [set] = store.listIn('ReplicaSet', 'default');
    const words = `pods "${set?.metadata.name}-" is forbidden: error looking up service account default/robot: serviceaccount "robot" not found`;
    expect(set?.status).toMatchObject({ conditions: [{ type: 'ReplicaFailure', message: words }] });
    expect(store.entriesOf('Event').map(({ object }) => object)).toMatchObject([
      { reason: 'FailedCreate', message: `Error creating: ${words}` },
    ]);
  });

  it('may stand anywhere in the text', () => {
    expect(pods(settled(`${text}\n---\n${account}`))).toHaveLength(2);
  });

  it('gives its token to every container', () => {
    const [pod] = pods(settled(deployment(containers)));
    const mounts = pod?.spec.containers[0]?.volumeMounts ?? [];
    expect(mounts.map(({ mountPath }) => mountPath)).toEqual([
      '/var/run/secrets/kubernetes.io/serviceaccount',
    ]);
  });

  it('keeps its token where nobody wants it', () => {
    const text = deployment(`automountServiceAccountToken: false, ${containers}`);
    expect(pods(settled(text))[0]?.spec.volumes).toBeUndefined();
  });
});

describe('a Job', () => {
  it.each([
    ['', 1],
    ['parallelism: 3, ', 3],
    ['parallelism: 3, completions: 2, ', 2],
    ['suspend: true, ', 0],
  ])('with %s runs %i Pods', (fields, count) => {
    const text = `{apiVersion: batch/v1, kind: Job, metadata: {name: j}, spec: {${fields}template: {spec: {restartPolicy: Never, ${containers}}}}}`;
    const found = pods(settled(text));
    expect(found).toHaveLength(count);
    for (const { metadata, status } of found) {
      expect(metadata.labels?.['job-name']).toBe('j');
      expect(status?.phase).toBe('Running');
    }
  });
});

describe('storage', () => {
  const volume = 'volumes: [{name: v, persistentVolumeClaim: {claimName: data}}]';
  const pod = `{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {${containers}, ${volume}}}`;
  const claim = (fields: string): string =>
    `{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: data}, spec: {${fields}accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}`;
  const disk = (size: string): string =>
    `{apiVersion: v1, kind: PersistentVolume, metadata: {name: d}, spec: {capacity: {storage: ${size}}, accessModes: [ReadWriteOnce], hostPath: {path: /d}}}`;
  const storageClass =
    '{apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: fast}, provisioner: csi.example.com}';
  const unbound =
    '0/2 nodes are available: pod has unbound immediate PersistentVolumeClaims. not found';

  it.each<[what: string, objects: readonly string[], outcome: string]>([
    ['no claim', [], '0/2 nodes are available: persistentvolumeclaim "data" not found. not found'],
    ['a claim alone', [claim('')], unbound],
    ['a volume that fits', [claim(''), disk('2Gi')], 'placed'],
    ['a volume that is too small', [claim(''), disk('500Mi')], unbound],
    ['a class that makes volumes', [claim('storageClassName: fast, '), storageClass], 'placed'],
    ['a class that does not exist', [claim('storageClassName: slow, '), storageClass], unbound],
  ])('%s', (_what, objects, outcome) => {
    expect(waiting([pod, ...objects].join('\n---\n'))).toEqual([outcome]);
  });

  it('is asked for by every Pod of a StatefulSet for itself', () => {
    const text = `{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: db}, spec: {selector: {matchLabels: {app: a}}, template: {metadata: {labels: {app: a}}, spec: {containers: [{name: c, image: i, volumeMounts: [{name: data, mountPath: /d}]}]}}, volumeClaimTemplates: [{metadata: {name: data}, spec: {storageClassName: fast, accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}]}}`;
    const store = settled(`${text}\n---\n${storageClass}`);
    expect(store.list('PersistentVolumeClaim').map(({ metadata }) => metadata.name)).toEqual([
      'data-db-0',
    ]);
    expect(pods(store)[0]?.spec.nodeName).toBeDefined();
  });
});

describe('spreading', () => {
  const spread = (key: string): string =>
    deployment(
      `topologySpreadConstraints: [{maxSkew: 1, topologyKey: ${key}, whenUnsatisfiable: DoNotSchedule, labelSelector: {matchLabels: {app: a}}}], ${containers}`,
    );

  it('needs nodes that say where they are', () => {
    const [words] = waiting(spread('rack'));
    expect(words).toContain(
      "2 node(s) didn't match pod topology spread constraints (missing required label)",
    );
  });

  it('puts Pods where there are fewest', () => {
    const text = spread('kubernetes.io/hostname');
    const nodes = pods(settled(text)).map(({ spec }) => spec.nodeName);
    expect(new Set(nodes)).toEqual(new Set(['node-1', 'node-2']));
  });
});
