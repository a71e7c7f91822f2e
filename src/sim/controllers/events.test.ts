import { describe, expect, it, test } from 'vitest';
import { admit, eventsOf, type Obj, type Store } from '../api/index.ts';
import { readManifest } from '../manifest/index.ts';
import { defaultSpec } from '../spec.ts';
import { settle } from './settle.ts';

function settled(...objects: readonly string[]): Store {
  return settle(admit(readManifest(objects.join('\n---\n')), defaultSpec).entries, defaultSpec);
}

/** As `kubectl get events` prints them, without the kinds of message that are always the same. */
function events(store: Store): readonly string[] {
  return store
    .list('Event')
    .map(
      ({ type, reason, involvedObject, message }) =>
        `${type} ${reason} ${involvedObject?.kind}/${involvedObject?.name}: ${message}`,
    );
}

const containers = 'containers: [{name: c, image: nginx}]';
const pod = (name: string, fields = ''): string =>
  `{apiVersion: v1, kind: Pod, metadata: {name: ${name}}, spec: {${fields}${containers}}}`;
const node = (name: string, fields: string): string =>
  `{apiVersion: v1, kind: Node, metadata: {name: ${name}}, spec: {${fields}}}`;
const template = `template: {metadata: {labels: {app: a}}, spec: {serviceAccountName: ghost, ${containers}}}`;
const workload = (kind: string, fields: string, apiVersion = 'apps/v1'): string =>
  `{apiVersion: ${apiVersion}, kind: ${kind}, metadata: {name: web}, spec: {${fields}${template}}}`;
const selector = 'selector: {matchLabels: {app: a}}, ';
const noAccount =
  'is forbidden: error looking up service account default/ghost: serviceaccount "ghost" not found';
const unhelpful =
  'preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.';

test('a cluster in which all is well has nothing to report', () => {
  expect(events(settled(pod('web')))).toEqual([]);
});

describe('the scheduler', () => {
  it('counts the nodes that fell to each reason', () => {
    const store = settled(
      node('a', 'taints: [{key: dedicated, effect: NoSchedule}]'),
      node('b', 'unschedulable: true'),
      node('c', ''),
      pod('web', 'nodeSelector: {disk: ssd}, '),
    );
    expect(events(store)).toEqual([
      `Warning FailedScheduling Pod/web: 0/3 nodes are available: 1 node(s) didn't match Pod's node affinity/selector, 1 node(s) had untolerated taint(s), 1 node(s) were unschedulable. no new claims to deallocate, ${unhelpful}`,
    ]);
  });

  it('says the same in the condition of the Pod', () => {
    const store = settled(pod('web', 'nodeSelector: {disk: ssd}, '));
    const [event] = store.list('Event');
    const conditions = store.get('Pod', 'default', 'web')?.status?.conditions ?? [];
    expect(conditions.map(({ message }) => message)).toEqual([event?.message]);
  });
});

describe('a workload whose Pods nobody may make', () => {
  it.each([
    ['ReplicaSet', selector, `Error creating: pods "web-" ${noAccount}`],
    ['DaemonSet', selector, `Error creating: pods "web-" ${noAccount}`],
    [
      'StatefulSet',
      `${selector}replicas: 3, `,
      `create Pod web-0 in StatefulSet web failed error: pods "web-0" ${noAccount}`,
    ],
  ])('%s', (kind, fields, message) => {
    expect(events(settled(workload(kind, fields)))).toEqual([
      `Warning FailedCreate ${kind}/web: ${message}`,
    ]);
  });

  it('ReplicationController', () => {
    const text = workload('ReplicationController', 'selector: {app: a}, ', 'v1');
    expect(events(settled(text))).toEqual([
      `Warning FailedCreate ReplicationController/web: Error creating: pods "web-" ${noAccount}`,
    ]);
  });

  it('wants none where no node will have them', () => {
    const tainted = node('a', 'taints: [{key: dedicated, effect: NoSchedule}]');
    const store = settled(tainted, workload('DaemonSet', selector));
    expect(store.listIn('Event', 'default')).toEqual([]);
  });
});

describe('a claim without a volume', () => {
  const claim = (fields: string): string =>
    `{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: data}, spec: {${fields}accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}`;

  it.each([
    [
      'no class',
      '',
      'Normal FailedBinding PersistentVolumeClaim/data: no persistent volumes available for this claim and no storage class is set',
    ],
    [
      'a class that does not exist',
      'storageClassName: fast, ',
      'Warning ProvisioningFailed PersistentVolumeClaim/data: storageclass.storage.k8s.io "fast" not found',
    ],
  ])('%s', (_what, fields, line) => {
    expect(events(settled(claim(fields)))).toEqual([line]);
  });

  it('one that names its volume waits in silence', () => {
    expect(events(settled(claim('volumeName: d, ')))).toEqual([]);
  });
});

describe('the kubelet', () => {
  const dns = (fields: string): string => pod('web', `dnsConfig: {${fields}}, `);
  const servers = [1, 2, 3].map((number) => `10.0.0.${number}`);
  const searches = Array.from({ length: 32 }, (_, index) => `d${index}.example`);

  it('names the servers that are left of too many', () => {
    const [line] = events(settled(dns(`nameservers: [${servers.join(', ')}]`)));
    expect(line).toBe(
      'Warning DNSConfigForming Pod/web: Nameserver limits were exceeded, some nameservers have been omitted, the applied nameserver line is: 10.96.0.10 10.0.0.1 10.0.0.2',
    );
  });

  it('names the search domains that are left of too many', () => {
    const [line] = events(settled(dns(`searches: [${searches.join(', ')}]`)));
    expect(line).toMatch(
      /^Warning DNSConfigForming Pod\/web: Search Line limits were exceeded, some search paths have been omitted, the applied search line is: default\.svc\.cluster\.local .* d28\.example$/,
    );
  });

  it('has nothing to say of as many as there may be', () => {
    expect(events(settled(dns(`nameservers: [${servers.slice(1).join(', ')}]`)))).toEqual([]);
  });
});

describe('an event', () => {
  const lonely = pod('web', 'nodeSelector: {disk: ssd}, ');

  it('is found by the object it is about', () => {
    const store = settled(lonely, pod('other'));
    const about = (name: string) => eventsOf(store, store.get('Pod', 'default', name) as Obj);
    expect(about('web').map(({ reason }) => reason)).toEqual(['FailedScheduling']);
    expect(about('other')).toEqual([]);
  });

  it('is the same however often the controllers look', () => {
    const store = settled(lonely, workload('ReplicaSet', selector));
    expect(events(settle([...store.entries()], defaultSpec))).toEqual(events(store));
  });

  it('belongs to what it is about', () => {
    const store = settled(lonely);
    expect(store.entriesOf('Event').map(({ source }) => source)).toEqual([
      {
        by: 'controller',
        controller: 'default-scheduler',
        owner: { kind: 'Pod', namespace: 'default', name: 'web', path: '' },
      },
    ]);
  });

  it('that no longer holds is taken back', () => {
    const before = settled(lonely);
    const ssd =
      '{apiVersion: v1, kind: Node, metadata: {name: node-1, labels: {disk: ssd}}, status: {addresses: [{type: InternalIP, address: 192.168.0.11}]}}';
    const more = admit(readManifest(ssd), defaultSpec).entries;
    const after = settle([...before.entries(), ...more], defaultSpec);
    expect(after.get('Pod', 'default', 'web')?.spec.nodeName).toBe('node-1');
    expect(events(after)).toEqual([]);
  });
});
