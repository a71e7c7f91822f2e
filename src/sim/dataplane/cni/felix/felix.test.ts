import { expect, test } from 'vitest';
import { installCustomKinds } from '../../../api/index.ts';
import { defaultSpec } from '../../../spec.ts';
import { build } from '../../../world.ts';
import { prepare, send } from '../../index.ts';
import { rulePrinters } from '../../listing/index.ts';
import type { Sender } from '../../../trace/types.ts';
import type { Cluster } from '../../types.ts';
import { chainName } from './names.ts';

const spec = await prepare({ ...defaultSpec, cni: 'calico' });
await installCustomKinds();

const pods = `
{ apiVersion: v1, kind: Pod, metadata: { name: client, labels: { app: client } }, spec: { nodeName: node-1, containers: [{ name: main, image: busybox }] } }
---
{ apiVersion: v1, kind: Pod, metadata: { name: web, labels: { app: web } }, spec: { nodeName: node-2, containers: [{ name: main, image: nginx, ports: [{ containerPort: 80, name: http }] }] } }
---
{ apiVersion: v1, kind: Pod, metadata: { name: agent }, spec: { nodeName: node-2, hostNetwork: true, containers: [{ name: main, image: 'registry.k8s.io/e2e-test-images/agnhost:2.53', args: [netexec] }] } }
---
{ apiVersion: v1, kind: Service, metadata: { name: web }, spec: { type: NodePort, selector: { app: web }, clusterIP: 10.96.0.80, ports: [{ port: 8080, targetPort: 80, nodePort: 30080 }] } }
`;

/** A NetworkPolicy of this name with this spec, in flow style. */
const policy = (name: string, given: string): string =>
  `{ apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: { name: ${name} }, spec: ${given} }`;

const clusterWith = (...policies: readonly string[]): Cluster => {
  const { cluster, problems } = build([pods, ...policies].join('\n---\n'), spec);
  expect(problems).toEqual([]);
  return cluster;
};

// felix and libcalico-go/lib/hash/unique_id_test.go.
test.each([
  ['felix', '123456', 11, 'felix123456'],
  ['felix', '12345678910', 13, 'felix_Y2QCZIS'],
])('%s and %s in %i characters: %s', (prefix, suffix, max, expected) => {
  expect(chainName(prefix, suffix, max)).toBe(expected);
});

test('a policy is a chain, its peers are sets, and the Pods it selects ask it', () => {
  const cluster = clusterWith(
    policy(
      'web-in',
      `{ podSelector: { matchLabels: { app: web } }, ingress: [{ from: [{ podSelector: { matchLabels: { app: client } } }, { ipBlock: { cidr: 203.0.113.0/24, except: [203.0.113.64/26] } }], ports: [{ port: http }, { port: 8080, endPort: 8090 }] }] }`,
    ),
  );
  const node = cluster.namespaces.get('node:node-2');
  const printers = node && rulePrinters(node);
  const rules = printers?.get('iptables-save')?.().split('\n') ?? [];
  const pick = (pattern: RegExp) => rules.filter((line) => pattern.test(line));
  const own = pick(/End of tier/)[0]?.split(' ')[1] ?? '';
  expect([...pick(/^-A cali-pi-/), ...pick(new RegExp(`^-A ${own} `))].join('\n'))
    .toMatchInlineSnapshot(`
    "-A cali-pi-knp/default/web-in -m comment --comment "KubernetesNetworkPolicy default/web-in ingress" -j MARK --set-xmark 0x0/0x180000
    -A cali-pi-knp/default/web-in -p tcp -m multiport --dports 8080:8090 -j MARK --set-xmark 0x80000/0x80000
    -A cali-pi-knp/default/web-in -m set --match-set cali40n:cl9_Kgeu4H0OGLbhovVR3NB dst,dst -j MARK --set-xmark 0x80000/0x80000
    -A cali-pi-knp/default/web-in -p tcp -m set --match-set cali40s:g_TM4cHGncRYRKupcms5_3m src -m mark --mark 0x80000/0x80000 -j MARK --set-xmark 0x10000/0x10000
    -A cali-pi-knp/default/web-in -m mark --mark 0x10000/0x10000 -j RETURN
    -A cali-pi-knp/default/web-in -j MARK --set-xmark 0x0/0x180000
    -A cali-pi-knp/default/web-in -p tcp -m multiport --dports 8080:8090 -j MARK --set-xmark 0x80000/0x80000
    -A cali-pi-knp/default/web-in -m set --match-set cali40n:cl9_Kgeu4H0OGLbhovVR3NB dst,dst -j MARK --set-xmark 0x80000/0x80000
    -A cali-pi-knp/default/web-in -s 203.0.113.64/26 -j MARK --set-xmark 0x0/0x80000
    -A cali-pi-knp/default/web-in -s 203.0.113.0/24 -p tcp -m mark --mark 0x80000/0x80000 -j MARK --set-xmark 0x10000/0x10000
    -A cali-tw-cali68caf03a5f4 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
    -A cali-tw-cali68caf03a5f4 -m conntrack --ctstate INVALID -j DROP
    -A cali-tw-cali68caf03a5f4 -j MARK --set-xmark 0x0/0x30000
    -A cali-tw-cali68caf03a5f4 -m comment --comment "Start of tier default" -j MARK --set-xmark 0x0/0x20000
    -A cali-tw-cali68caf03a5f4 -m mark --mark 0x0/0x20000 -j cali-pi-knp/default/web-in
    -A cali-tw-cali68caf03a5f4 -m comment --comment "Return if policy accepted" -m mark --mark 0x10000/0x10000 -j RETURN
    -A cali-tw-cali68caf03a5f4 -m comment --comment "End of tier default. Drop if no policies passed packet" -m mark --mark 0x0/0x20000 -j DROP
    -A cali-tw-cali68caf03a5f4 -j cali-pri-kns.default
    -A cali-tw-cali68caf03a5f4 -m comment --comment "Return if profile accepted" -m mark --mark 0x10000/0x10000 -j RETURN
    -A cali-tw-cali68caf03a5f4 -j cali-pri-ksa.default.default
    -A cali-tw-cali68caf03a5f4 -m comment --comment "Return if profile accepted" -m mark --mark 0x10000/0x10000 -j RETURN
    -A cali-tw-cali68caf03a5f4 -m comment --comment "Drop if no profiles matched" -j DROP"
  `);
  const sets = printers?.get('ipset save')?.().split('\n') ?? [];
  expect(sets.filter((line) => !line.includes('pools')).join('\n')).toMatchInlineSnapshot(`
    "create cali40s:g_TM4cHGncRYRKupcms5_3m hash:net family inet
    add cali40s:g_TM4cHGncRYRKupcms5_3m 10.244.1.3
    create cali40n:cl9_Kgeu4H0OGLbhovVR3NB hash:ip,port family inet
    add cali40n:cl9_Kgeu4H0OGLbhovVR3NB 10.244.2.3,tcp:80
    "
  `);
});

const client: Sender = { kind: 'pod', namespace: 'default', name: 'client' };
const web: Sender = { kind: 'pod', namespace: 'default', name: 'web' };
const outside: Sender = { kind: 'host', name: 'client' };
const node = (name: string): Sender => ({ kind: 'node', name });

const nothingIn = policy('nothing-in', '{ podSelector: { matchLabels: { app: web } } }');
const nothingOut = policy(
  'nothing-out',
  '{ podSelector: { matchLabels: { app: web } }, policyTypes: [Egress] }',
);
const port80 = policy(
  'port-80',
  '{ podSelector: { matchLabels: { app: web } }, ingress: [{ ports: [{ port: 80 }] }] }',
);

test.each<[what: string, policy: string, from: Sender, to: string, result: string]>([
  ['another Pod', nothingIn, client, 'http://{web}', 'policy-denied'],
  [
    'somebody outside, at a node port',
    nothingIn,
    outside,
    'http://192.168.0.12:30080',
    'policy-denied',
  ],
  ['another node', nothingIn, node('node-1'), 'http://{web}', 'policy-denied'],
  ['its own node, as the kubelet does', nothingIn, node('node-2'), 'http://{web}', 'delivered'],
  ['the answer to what it asked', nothingIn, web, 'dns://kubernetes.default', 'delivered'],
  [
    'by the port of the Pod, not the Service',
    port80,
    client,
    'http://10.96.0.80:8080',
    'delivered',
  ],
  ['itself by way of a Service', nothingIn, web, 'http://10.96.0.80:8080', 'policy-denied'],
  ['itself at its own address', nothingIn, web, 'http://{web}', 'delivered'],
  ['out to another node', nothingOut, web, 'icmp://192.168.0.11', 'policy-denied'],
  [
    'out to its own node: Calico judges that',
    nothingOut,
    web,
    'icmp://192.168.0.12',
    'policy-denied',
  ],
  ['in, when only the way out is closed', nothingOut, client, 'http://{web}', 'delivered'],
  [
    'a Pod in the host network',
    policy('all', '{ podSelector: {} }'),
    outside,
    'http://192.168.0.12:8080',
    'delivered',
  ],
])('%s', (_, given, from, to, result) => {
  const cluster = clusterWith(given);
  const address = cluster.store.get('Pod', 'default', 'web')?.status?.podIP ?? '';
  const { outcome } = send(cluster, { from, to: to.replace('{web}', address), attempt: 0 }).trace;
  expect(outcome.reason ?? outcome.result).toBe(result);
});

test('what drops a packet names the policy first, and every rule on the way what it is from', () => {
  const cluster = clusterWith(
    nothingIn,
    policy(
      'some',
      '{ podSelector: { matchLabels: { app: web } }, ingress: [{ from: [{ podSelector: { matchLabels: { app: api } } }] }] }',
    ),
  );
  const address = cluster.store.get('Pod', 'default', 'web')?.status?.podIP ?? '';
  const { outcome } = send(cluster, { from: client, to: `http://${address}`, attempt: 0 }).trace;
  expect(outcome.because.slice(0, 2).map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    'NetworkPolicy nothing-in',
    'NetworkPolicy some',
  ]);
});

test('a rule of an administrator decides before NetworkPolicies, and Pass leaves it to them', () => {
  const admin = (action: string): string =>
    `{ apiVersion: policy.networking.k8s.io/v1alpha2, kind: ClusterNetworkPolicy, metadata: { name: admin }, spec: { tier: Admin, priority: 1, subject: { namespaces: {} }, ingress: [{ action: ${action}, from: [{ namespaces: {} }] }] } }`;
  const askWith = (...policies: readonly string[]) => {
    const cluster = clusterWith(...policies);
    const address = cluster.store.get('Pod', 'default', 'web')?.status?.podIP ?? '';
    return send(cluster, { from: client, to: `http://${address}`, attempt: 0 }).trace.outcome;
  };
  expect(askWith(admin('Accept'), nothingIn).result).toBe('delivered');
  expect(askWith(admin('Pass'), nothingIn).because[0]?.name).toBe('nothing-in');
  expect(askWith(admin('Deny'), port80).because[0]?.path).toBe('spec.ingress[0].from[0]');
});
