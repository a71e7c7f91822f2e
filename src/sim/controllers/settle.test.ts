import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { admit, allKinds, compareText, type Entry, type Store } from '../api/index.ts';
import { readManifest } from '../manifest/index.ts';
import { defaultSpec, type ClusterSpec } from '../spec.ts';
import { controllers, settle } from './index.ts';

function entriesOf(text: string, spec: ClusterSpec = defaultSpec): readonly Entry[] {
  return admit(readManifest(text), spec).entries;
}

function settled(text: string, spec: ClusterSpec = defaultSpec): Store {
  return settle(entriesOf(text, spec), spec);
}

/** `kind namespace/name` of everything, one a line. */
function names(store: Store): readonly string[] {
  return [...store.entries()].map(
    ({ object }) => `${object.kind} ${object.metadata.namespace}/${object.metadata.name}`,
  );
}

const workload = (kind: string, name: string, rest = ''): string => `
apiVersion: apps/v1
kind: ${kind}
metadata: {name: ${name}}
spec:
  ${rest}
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}, tier: back}}
    spec: {containers: [{name: c, image: nginx, ports: [{name: http, containerPort: 8080}]}]}
`;

const service = (name: string, rest = ''): string => `
apiVersion: v1
kind: Service
metadata: {name: ${name}}
spec: {selector: {app: ${name}}, ports: [{port: 80, targetPort: http}]${rest}}
`;

const guestbook = [
  workload('Deployment', 'frontend', 'replicas: 3'),
  workload('Deployment', 'redis-leader'),
  workload('StatefulSet', 'redis-follower', 'replicas: 2\n  serviceName: redis-follower'),
  workload('DaemonSet', 'agent'),
  workload('ReplicaSet', 'old'),
  service('frontend', ', type: LoadBalancer'),
  service('redis-leader'),
  service('redis-follower', ', clusterIP: None'),
];

describe('a cluster nobody has written to', () => {
  it('has its own objects', () => {
    const store = settle([], defaultSpec);
    const generated = names(store).map((name) =>
      name.replace(/-[0-9bcdfghjklmnpqrstvwxz]{5}$/, '-*'),
    );
    expect(generated.map((name) => name.replace(/coredns-[0-9b-z]+/, 'coredns-*'))).toEqual([
      'Deployment kube-system/coredns',
      'EndpointSlice default/kubernetes',
      'EndpointSlice kube-system/kube-dns-*',
      'Namespace /default',
      'Namespace /kube-node-lease',
      'Namespace /kube-public',
      'Namespace /kube-system',
      'Node /node-1',
      'Node /node-2',
      'Pod kube-system/coredns-*-*',
      'Pod kube-system/coredns-*-*',
      'ReplicaSet kube-system/coredns-*',
      'Service default/kubernetes',
      'Service kube-system/kube-dns',
    ]);
  });

  it('has the addresses kubeadm gives', () => {
    const store = settle([], defaultSpec);
    expect(
      store
        .list('Node')
        .map(({ spec, status }) => [spec?.podCIDR, status?.addresses?.[0]?.address]),
    ).toEqual([
      ['10.244.1.0/24', '192.168.0.11'],
      ['10.244.2.0/24', '192.168.0.12'],
    ]);
    expect(store.list('Service').map(({ spec }) => spec.clusterIP)).toEqual([
      '10.96.0.1',
      '10.96.0.10',
    ]);
    expect(
      store
        .list('Pod')
        .map(({ status }) => status?.podIP ?? '')
        .sort(compareText),
    ).toEqual(['10.244.1.2', '10.244.2.2']);
    expect(store.get('EndpointSlice', 'default', 'kubernetes')).toMatchObject({
      endpoints: [{ addresses: ['192.168.0.10'] }],
      ports: [{ name: 'https', port: 6443, protocol: 'TCP' }],
    });
  });

  it('has as many nodes as were asked for, each with a range of its own', () => {
    const store = settle([], { ...defaultSpec, nodes: 50 });
    expect(new Set(store.list('Node').map(({ spec }) => spec?.podCIDR)).size).toBe(50);
    expect(settle([], { ...defaultSpec, nodes: 0 }).list('Node')).toEqual([]);
  });

  it('survives ranges too small for it', () => {
    const tiny = {
      ...defaultSpec,
      podCidr: '10.0.0.0/25',
      serviceCidr: '10.1.0.0/30',
      nodeCidr: '10.2.0.0/29',
    };
    const store = settle([], tiny);
    expect(store.list('Pod').map(({ status }) => status?.phase)).toEqual(['Pending', 'Pending']);
  });
});

describe('settling', () => {
  const store = settled(guestbook.join('---'));

  it('changes nothing when it is done again', () => {
    const again = settle([...store.entries()], defaultSpec);
    expect([...again.entries()]).toEqual([...store.entries()]);
  });

  it('leaves no controller with anything to do', () => {
    for (const controller of controllers())
      expect([controller.name, controller.reconcile(store, defaultSpec)]).toEqual([
        controller.name,
        [],
      ]);
  });

  it('does not depend on the order of documents, but for places and addresses', () => {
    const turned = settled([...guestbook].reverse().join('---'));
    expect(names(turned)).toEqual(names(store));
    expect(turned.list('Deployment')).toEqual(store.list('Deployment'));
    expect(turned.list('ReplicaSet')).toEqual(store.list('ReplicaSet'));
    expect(turned.list('Service')).toEqual(store.list('Service'));
  });

  it('makes what each owner asks for', () => {
    const counts = new Map<string, number>();
    for (const { metadata } of store.listIn('Pod', 'default')) {
      const owner = metadata.ownerReferences?.[0];
      const name = `${owner?.kind} ${owner?.name.replace(/-[bcdf456789]{8,10}$/, '-*')}`;
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    expect(Object.fromEntries(counts)).toEqual({
      'ReplicaSet frontend-*': 3,
      'ReplicaSet redis-leader-*': 1,
      'ReplicaSet old': 1,
      'StatefulSet redis-follower': 2,
      'DaemonSet agent': 2,
    });
    expect(
      store
        .listIn('EndpointSlice', 'default')
        .map(({ metadata, endpoints }) => [
          metadata.labels?.['kubernetes.io/service-name'],
          endpoints.length,
        ]),
    ).toEqual([
      ['frontend', 3],
      ['kubernetes', 1],
      ['redis-follower', 2],
      ['redis-leader', 1],
    ]);
  });

  it('says of everything it made where it came from, up to the text', () => {
    for (const entry of store.entries())
      expect(rootOf(store, entry).source.by).not.toBe('controller');
  });

  it('moves nothing when something is written at the end', () => {
    const before = placesOf(store);
    const after = placesOf(
      settled([...guestbook, workload('Deployment', 'more', 'replicas: 5')].join('---')),
    );
    for (const [name, place] of before) expect([name, after.get(name)]).toEqual([name, place]);
  });

  it('keeps names and places of Pods when more replicas are asked for', () => {
    const two = placesOf(settled(workload('Deployment', 'web', 'replicas: 2')));
    const four = placesOf(settled(workload('Deployment', 'web', 'replicas: 4')));
    for (const [name, place] of two) expect([name, four.get(name)]).toEqual([name, place]);
    expect(four.size).toBe(two.size + 2);
  });

  it('makes no more Pods than it can show', () => {
    const many = Array.from({ length: 7 }, (_, index) =>
      workload('Deployment', `d${index}`, 'replicas: 1000000'),
    );
    const all = settled(many.join('---'), { ...defaultSpec, nodes: 1 });
    expect(all.list('Pod')).toHaveLength(5000);
  });

  it('comes to rest whatever is asked for', () => {
    const part = fc.constantFrom(
      ...guestbook,
      ...allKinds()
        .filter(({ simulated }) => simulated)
        .map(({ example }) => JSON.stringify(example)),
    );
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 6 }),
        fc.integer({ min: 0, max: 3 }),
        (parts, nodes) => {
          const spec = { ...defaultSpec, nodes };
          const once = settled(parts.join('\n---\n'), spec);
          expect([...settle([...once.entries()], spec).entries()]).toEqual([...once.entries()]);
        },
      ),
      { numRuns: 60 },
    );
  });
});

function rootOf(store: Store, entry: Entry): Entry {
  const { source } = entry;
  if (source.by !== 'controller' || !source.owner) return entry;
  const owner = store.entry(source.owner.kind, source.owner.namespace, source.owner.name);
  if (!owner) throw new Error(`${entry.object.metadata.name} has an owner that does not exist`);
  return rootOf(store, owner);
}

function placesOf(store: Store): ReadonlyMap<string, string> {
  return new Map(
    store
      .list('Pod')
      .map(({ metadata, spec, status }) => [metadata.name, `${spec.nodeName} ${status?.podIP}`]),
  );
}
