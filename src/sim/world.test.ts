import { describe, expect, it } from 'vitest';
import guide from '../examples/pods-and-service.yaml?raw';
import guestbook from '../examples/guestbook.yaml?raw';
import shop from '../examples/shop.yaml?raw';
import { locate } from './api/index.ts';
import { loadCnis, send } from './dataplane/index.ts';
import { defaultSpec, type ClusterSpec } from './spec.ts';
import type { Sender, Trace } from './trace/index.ts';
import { build, writtenEntries, writtenText, type World } from './world.ts';

await loadCnis();

const web = `
apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
spec:
  nodeName: node-2
  containers: [{name: nginx, image: nginx, ports: [{containerPort: 80}]}]
---
apiVersion: v1
kind: Pod
metadata: {name: near, labels: {app: none}}
spec:
  nodeName: node-2
  containers: [{name: shell, image: busybox}, {name: side, image: nginx}]
---
apiVersion: v1
kind: Pod
metadata: {name: far}
spec: {nodeName: node-1, containers: [{name: shell, image: busybox}]}
---
apiVersion: v1
kind: Pod
metadata: {name: agent}
spec:
  nodeName: node-1
  hostNetwork: true
  dnsPolicy: ClusterFirstWithHostNet
  containers: [{name: shell, image: busybox}]
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  type: NodePort
  selector: {app: web}
  ports: [{port: 8080, targetPort: 80, nodePort: 30080}]
---
apiVersion: v1
kind: Service
metadata: {name: typo}
spec:
  selector: {app: wbe}
  ports: [{port: 80}]
---
apiVersion: v1
kind: Service
metadata: {name: wrong-port}
spec:
  selector: {app: web}
  ports:
  - port: 80
    targetPort: 8081
`;

/** `pod`, `pod/container`, `node:name` or `client` → target: how it ended, and who answered or why not. */
const flows: readonly (readonly [from: string, to: string, ending: string])[] = [
  ['far', 'http://web:8080', 'delivered by pod:default/web'],
  ['near', 'http://web:8080', 'delivered by pod:default/web'],
  ['far', 'http://web.default.svc.cluster.local:8080', 'delivered by pod:default/web'],
  ['near/shell', 'http://localhost:80', 'delivered by pod:default/near'],
  ['near/shell', 'http://127.0.0.1:8081', 'refused nothing-listens'],
  ['agent', 'http://web:8080', 'delivered by pod:default/web'],
  ['node:node-1', 'http://web:8080', 'unresolved name-not-found'],
  ['client', 'http://node-1:30080', 'delivered by pod:default/web'],
  ['client', 'http://node-2:30080', 'delivered by pod:default/web'],
  ['client', 'http://192.168.0.11:30080', 'delivered by pod:default/web'],
  ['client', 'http://192.168.0.11:30081', 'refused nothing-listens'],
  ['node:node-1', 'http://localhost:30080', 'delivered by pod:default/web'],
  ['far', 'http://typo', 'refused no-endpoints'],
  ['far', 'http://wrong-port', 'refused nothing-listens'],
  ['far', 'http://nobody', 'unresolved name-not-found'],
  ['far', 'http://web', 'timed-out no-route'],
  ['far', 'http://10.244.1.99', 'unreachable no-neighbor'],
  ['far', 'http://10.244.2.99', 'unreachable no-neighbor'],
  ['far', 'http://192.168.0.99', 'unreachable no-neighbor'],
  ['far', 'http://198.51.100.7', 'timed-out no-route'],
  ['far', 'icmp://web', 'timed-out no-route'],
  ['far', 'dns://web', 'delivered by pod:kube-system/coredns'],
  ['far', 'tcp://kubernetes.default:443', 'delivered by host:control-plane'],
  ['nobody', 'http://web', 'unresolved unknown-sender'],
  ['far', 'ftp://web', 'unresolved bad-target'],
];

describe.each(['flannel', 'flannel-host-gw'])('with %s', (cni) => {
  const world = build(web, { ...defaultSpec, cni });
  it.each(flows)('%s → %s: %s', (from, to, ending) => {
    const trace = sendFrom(world, from, to);
    expect(endingOf(trace), tell(trace)).toBe(ending);
  });
});

describe('the guide with two Pods and a Service', () => {
  const curl = (text: string): Trace =>
    sendFrom(build(text, defaultSpec), 'pod-b', 'http://pod-service');

  it('refuses, because the selector matches no Pod, and points at the selector', () => {
    const world = build(guide, defaultSpec);
    const { outcome } = sendFrom(world, 'pod-b', 'http://pod-service');
    expect(outcome).toMatchObject({ result: 'refused', reason: 'no-endpoints' });
    const spans = outcome.because.map((ref) => locate(world.cluster.store, world.manifest, ref));
    const lines = spans.map((span) => span && guide.slice(span.from, span.to).trim());
    expect(lines).toContain('app: web-app');
  });

  it('arrives once the Pod has the label', () => {
    const labelled = guide.replace('name: pod-a\n', 'name: pod-a\n  labels: {app: web-app}\n');
    const trace = curl(labelled);
    expect(endingOf(trace), tell(trace)).toBe('delivered by pod:default/pod-a');
    expect(trace.legs.map(({ purpose }) => purpose)).toEqual([
      'dns-query',
      'dns-answer',
      'connect',
      'accept',
      'request',
      'response',
      'active-close',
      'passive-close',
      'last-ack',
    ]);
  });
});

it.each([
  ['the guestbook', guestbook, 'frontend', 'tcp://redis-leader:6379', 'redis-leader'],
  ['the shop', shop, 'frontend', 'tcp://productcatalog:3550', 'productcatalog'],
])('%s works as it is', (_, text, fromOwner, to, toOwner) => {
  const world = build(text, defaultSpec);
  expect(world.manifest.problems).toEqual([]);
  expect(world.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  const pods = world.cluster.store.listIn('Pod', 'default').map(({ metadata }) => metadata.name);
  const from = pods.find((name) => name.startsWith(fromOwner));
  const trace = sendFrom(world, from ?? '', to);
  expect(endingOf(trace), tell(trace)).toMatch(new RegExp(`^delivered by pod:default/${toOwner}`));
});

it('gives the same packets for the same seed, and others for another attempt', () => {
  const spec: ClusterSpec = { ...defaultSpec, seed: 7 };
  const once = send(build(web, spec).cluster, request('far', 'http://web:8080', 0)).trace;
  expect(send(build(web, spec).cluster, request('far', 'http://web:8080', 0)).trace).toEqual(once);
  const again = send(build(web, spec).cluster, request('far', 'http://web:8080', 1)).trace;
  expect(again.legs[0]?.hops[0]?.before).not.toEqual(once.legs[0]?.hops[0]?.before);
});

it('keeps what conntrack knows for the next request', () => {
  const { cluster } = build(web, defaultSpec);
  const first = send(cluster, request('far', 'http://web:8080', 0));
  const entries = [...first.state.conntrack.values()].flatMap((table) => table.entries());
  const second = send(cluster, request('far', 'http://web:8080', 1), first.state);
  expect(
    [...second.state.conntrack.values()].flatMap((table) => table.entries()).length,
  ).toBeGreaterThan(entries.length);
});

function request(from: string, to: string, attempt: number): Trace['request'] {
  return { from: senderOf(from), to, attempt };
}

function sendFrom(world: World, from: string, to: string): Trace {
  return send(world.cluster, request(from, to, 0)).trace;
}

function senderOf(from: string): Sender {
  if (from === 'client') return { kind: 'host', name: 'client' };
  if (from.startsWith('node:')) return { kind: 'node', name: from.slice('node:'.length) };
  const [name = '', container] = from.split('/');
  return { kind: 'pod', namespace: 'default', name, ...(container !== undefined && { container }) };
}

function endingOf({ outcome }: Trace): string {
  if (outcome.result !== 'delivered') return `${outcome.result} ${outcome.reason}`;
  return `delivered by ${outcome.answeredBy?.replace(/(coredns)-.*/, '$1')}`;
}

function tell({ outcome, legs }: Trace): string {
  const hops = legs.flatMap(({ purpose, hops: all }) =>
    all.map(({ step, place }) => `${purpose}: ${step} at ${place.netns} ${place.at}`),
  );
  return [outcome.says, ...hops].join('\n');
}

describe('a text that is applied over objects', () => {
  const former = build(web, defaultSpec).entries;
  const rejected = web.replace('type: NodePort', 'type: NodPort');

  it('gives the same world as by itself when nothing of it is rejected', () => {
    const edited = web.replace('nodePort: 30080', 'nodePort: 30081');
    const world = build(edited, defaultSpec, { former });
    expect(world.isRejected).toBe(false);
    expect([...world.cluster.store.entries()]).toEqual([
      ...build(edited, defaultSpec).cluster.store.entries(),
    ]);
  });

  it('leaves what is rejected as it was, and its packets arrive', () => {
    const world = build(rejected, defaultSpec, { former });
    expect([world.isRejected, world.isNewAccepted]).toEqual([true, false]);
    expect(sendFrom(world, 'far', 'http://web:8080').outcome.result).toBe('delivered');
    expect(sendFrom(build(rejected, defaultSpec), 'far', 'http://web:8080').outcome.result).toBe(
      'unresolved',
    );
  });

  it('tells a change that is forbidden from a text that is wrong', () => {
    const moved = web.replace('nodeName: node-2', 'nodeName: node-1');
    const world = build(moved, defaultSpec, { former });
    expect([world.isRejected, world.isNewAccepted]).toEqual([true, true]);
  });

  it('can be told again by what it left', () => {
    const world = build(rejected, defaultSpec, { former });
    const again = writtenEntries(writtenText(world.entries), defaultSpec);
    expect(new Set(again.map(({ object }) => object))).toEqual(
      new Set(former.map(({ object }) => object)),
    );
  });
});
