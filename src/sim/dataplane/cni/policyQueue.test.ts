import { expect, test } from 'vitest';
import { defaultSpec } from '../../spec.ts';
import type { Sender } from '../../trace/types.ts';
import { build } from '../../world.ts';
import { prepare, proxyModesWith, send } from '../index.ts';
import { rulePrinters } from '../listing/index.ts';
import type { Cluster } from '../types.ts';

await prepare({ ...defaultSpec, cni: 'kindnet' });
for (const { name: proxyMode } of proxyModesWith('kindnet'))
  await prepare({ ...defaultSpec, cni: 'kindnet', proxyMode });

const text = (spec: string): string => `
{ apiVersion: v1, kind: Pod, metadata: { name: client, labels: { app: client } }, spec: { nodeName: node-1, containers: [{ name: main, image: busybox }] } }
---
{ apiVersion: v1, kind: Pod, metadata: { name: web, labels: { app: web } }, spec: { nodeName: node-2, containers: [{ name: main, image: nginx }] } }
---
{ apiVersion: v1, kind: Service, metadata: { name: web }, spec: { selector: { app: web }, clusterIP: 10.96.0.80, ports: [{ port: 8080, targetPort: 80 }] } }
---
{ apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: { name: given }, spec: { podSelector: { matchLabels: { app: web } }, ${spec} } }
`;

const clusterWith = (policy: string, proxyMode = defaultSpec.proxyMode): Cluster =>
  build(text(policy), { ...defaultSpec, cni: 'kindnet', proxyMode }).cluster;

const pod = (name: string): Sender => ({ kind: 'pod', namespace: 'default', name });
const node = (name: string): Sender => ({ kind: 'node', name });

const nothingIn = 'policyTypes: [Ingress]';
const nothingOut = 'policyTypes: [Egress]';

test.each<[what: string, policy: string, from: Sender, to: string, result: string]>([
  ['another Pod', nothingIn, pod('client'), 'http://{web}', 'policy-denied'],
  ['another node', nothingIn, node('node-1'), 'http://{web}', 'policy-denied'],
  ['its own node, as the kubelet does', nothingIn, node('node-2'), 'http://{web}', 'delivered'],
  ['the answer to what it asked', nothingIn, pod('web'), 'dns://kubernetes.default', 'delivered'],
  [
    'by way of a Service',
    'ingress: [{ ports: [{ port: 80 }] }]',
    pod('client'),
    'http://10.96.0.80:8080',
    'delivered',
  ],
  ['a lookup', nothingOut, pod('web'), 'dns://kubernetes.default', 'policy-denied'],
  ['out to another node', nothingOut, pod('web'), 'icmp://192.168.0.11', 'policy-denied'],
  [
    'out to its own node: the chain input judges that',
    nothingOut,
    pod('web'),
    'icmp://192.168.0.12',
    'policy-denied',
  ],
])('%s', (_, policy, from, to, result) => {
  for (const { name } of proxyModesWith('kindnet')) {
    const cluster = clusterWith(policy, name);
    const address = cluster.store.get('Pod', 'default', 'web')?.status?.podIP ?? '';
    const { outcome } = send(cluster, { from, to: to.replace('{web}', address), attempt: 0 }).trace;
    expect(outcome.reason ?? outcome.result, name).toBe(result);
    if (result === 'policy-denied') expect(outcome.because[0]?.name).toBe('given');
  }
});

test('nft prints the table with the queue, and only the Pods that policies select', () => {
  const netns = clusterWith(nothingIn).namespaces.get('node:node-2');
  expect(netns && rulePrinters(netns).get('nft list ruleset')?.()).toMatchInlineSnapshot(`
    "table ip kindnet-network-policies {
    	set podips-v4 {
    		type ipv4_addr
    		elements = { 10.244.2.3 }
    	}

    	chain postrouting {
    		type filter hook postrouting priority srcnat - 5; policy accept;
    		meta skuid 0 accept
    		ct state established,related accept
    		ip saddr @podips-v4 queue flags bypass to 102
    		ip daddr @podips-v4 queue flags bypass to 102
    	}

    	chain input {
    		type filter hook input priority 101; policy accept;
    		ip saddr @podips-v4 ct state new queue flags bypass to 102
    	}
    }
    "
  `);
  const others = clusterWith(nothingIn).namespaces.get('node:node-1');
  expect(others?.nftables).toBeUndefined();
});
