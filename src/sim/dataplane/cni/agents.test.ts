import { describe, expect, it } from 'vitest';
import { defaultSpec } from '../../spec.ts';
import type { Sender, Trace } from '../../trace/index.ts';
import { build } from '../../world.ts';
import { existing, loadCnis, namespaceOf, send } from '../index.ts';
import type { Cluster } from '../types.ts';

const plugins = await loadCnis();

/** An agent on every node, in the node's own network, as monitoring and logging have it; and Pods on each node. */
const manifests = `
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent}
spec:
  selector: {matchLabels: {app: agent}}
  template:
    metadata: {labels: {app: agent}}
    spec:
      hostNetwork: true
      containers: [{name: exporter, image: prom/node-exporter, ports: [{containerPort: 9100}]}]
---
apiVersion: v1
kind: Pod
metadata: {name: web-1}
spec: {nodeName: node-1, containers: [{name: nginx, image: nginx}]}
---
apiVersion: v1
kind: Pod
metadata: {name: web-2}
spec: {nodeName: node-2, containers: [{name: nginx, image: nginx}]}
`;

describe.each(plugins)('with $title, an agent in the network of its node', ({ name }) => {
  const cluster = build(manifests, existing({ ...defaultSpec, cni: name })).cluster;

  it.each(['node-1', 'node-2'])('reaches the Pods of %s, as kubelet does', (node) => {
    for (const from of [agentOn(cluster, node), nodeNamed(node)]) {
      const web = podNamed(node.replace('node', 'web'));
      for (const scheme of ['http', 'icmp']) {
        const trace = ask(cluster, from, `${scheme}://${addressOf(cluster, web)}`);
        expect(trace.outcome.result, tell(trace)).toBe('delivered');
        expect(nodesOn(trace), tell(trace)).toEqual([`node:${node}`]);
      }
    }
  });

  it('is reached by Pods of its node at the address of the node, and sees theirs', () => {
    const web = podNamed('web-1');
    const trace = ask(cluster, web, `http://${addressOf(cluster, nodeNamed('node-1'))}:9100`);
    expect(trace.outcome, tell(trace)).toMatchObject({
      result: 'delivered',
      answeredBy: 'node:node-1',
    });
    expect(requestSeen(trace).source).toBe(addressOf(cluster, web));
  });
});

/** As kernels choose it: that of the device which leads there or, where Pods have no network in common with it, the node's own. */
describe('the address that a Pod sees of who asks from its node', () => {
  it.each([
    ['calico', '192.168.0.11'],
    ['calico-ipip', '192.168.0.11'],
    ['calico-vxlan', '192.168.0.11'],
    ['cilium', '10.244.1.1'],
    ['cilium-native', '10.244.1.1'],
    ['flannel', '10.244.1.1'],
    ['flannel-host-gw', '10.244.1.1'],
    ['flannel-wireguard', '10.244.1.1'],
    ['kindnet', '10.244.1.1'],
    ['kubenet', '10.244.1.1'],
    ['weave', '10.244.1.1'],
  ])('%s: %s', (cni, expected) => {
    const { cluster } = build(manifests, existing({ ...defaultSpec, cni }));
    const to = `http://${addressOf(cluster, podNamed('web-1'))}`;
    expect(requestSeen(ask(cluster, agentOn(cluster, 'node-1'), to)).source).toBe(expected);
  });

  it('is told for every plugin', () => {
    expect(plugins).toHaveLength(11);
  });
});

function agentOn({ store }: Cluster, node: string): Sender {
  const agent = store
    .list('Pod')
    .find(({ metadata, spec }) => metadata.name.startsWith('agent-') && spec.nodeName === node);
  if (!agent) throw new Error(`no agent on ${node}`);
  return podNamed(agent.metadata.name);
}

function podNamed(name: string): Sender {
  return { kind: 'pod', namespace: 'default', name };
}

function nodeNamed(name: string): Sender {
  return { kind: 'node', name };
}

function addressOf(cluster: Cluster, of: Sender): string {
  return namespaceOf(cluster, of)?.interfaces.get('eth0')?.addresses[0]?.ip ?? '';
}

function ask(cluster: Cluster, from: Sender, to: string): Trace {
  return send(cluster, { from, to, attempt: 0 }).trace;
}

function requestSeen({ legs }: Trace) {
  const packet = legs.find(({ purpose }) => purpose === 'request')?.hops.at(-1)?.after;
  if (!packet) throw new Error('no request arrived');
  return packet;
}

/** The nodes that any packet of it was on. */
function nodesOn({ legs }: Trace): readonly string[] {
  const places = legs.flatMap(({ hops }) => hops.map(({ place }) => place.netns));
  return [...new Set(places.filter((netns) => netns.startsWith('node:')))];
}

function tell({ outcome, legs }: Trace): string {
  const hops = legs.flatMap(({ purpose, hops: all }) =>
    all.map(({ step, place, after: { source, destination } }) =>
      [purpose, step, place.netns, place.at, source, destination].join(' '),
    ),
  );
  return [`${outcome.result} (${outcome.reason ?? ''})`, ...hops].join('\n');
}
