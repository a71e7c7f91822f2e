import { describe, expect, it } from 'vitest';
import { defaultSpec, type Faults } from '../../spec.ts';
import type { Request } from '../../trace/index.ts';
import { build, prepare } from '../../world.ts';
import { cnis, conflistOf, loadCnis, send } from '../index.ts';
import { cidr } from '../../net/index.ts';

await loadCnis();
await prepare({ ...defaultSpec, faults: { firewall: [] } });

const text = `
apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
spec: {nodeName: node-1, containers: [{name: web, image: nginx, ports: [{containerPort: 80, hostPort: 8080}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {type: NodePort, clusterIP: 10.96.0.80, selector: {app: web}, ports: [{port: 80, nodePort: 30080}]}
---
apiVersion: v1
kind: Pod
metadata: {name: client}
spec: {nodeName: node-2, containers: [{name: shell, image: busybox, command: [sleep, infinity]}]}
`;

const pod = (name: string): Request['from'] => ({ kind: 'pod', namespace: 'default', name });
const outside: Request['from'] = { kind: 'host', name: 'client' };
const service = 'http://10.96.0.80';

function ask(from: Request['from'], to: string, faults?: Faults): string {
  const spec = { ...defaultSpec, ...(faults && { faults }) };
  const { outcome } = send(build(text, spec).cluster, { from, to, attempt: 0 }).trace;
  return [outcome.result, ...(outcome.reason ? [outcome.reason] : [])].join(' ');
}

interface Row {
  readonly fault: Faults;
  readonly breaks: readonly [from: Request['from'], to: string, how: string];
  readonly leaves: readonly [from: Request['from'], to: string];
}

const rows: readonly Row[] = [
  {
    fault: { kubeProxyDown: ['node-2'] },
    breaks: [pod('client'), service, 'timed-out no-route'],
    leaves: [pod('web'), service],
  },
  {
    fault: { noHairpin: true },
    breaks: [pod('web'), service, 'timed-out no-neighbor'],
    leaves: [pod('client'), service],
  },
  {
    fault: { noPortmap: true },
    breaks: [outside, 'http://192.168.0.11:8080', 'refused nothing-listens'],
    leaves: [outside, 'http://192.168.0.11:30080'],
  },
  {
    fault: { firewall: ['TCP/22', 'TCP/8080'] },
    breaks: [outside, 'http://192.168.0.11:30080', 'timed-out dropped-by-rule'],
    leaves: [outside, 'http://192.168.0.11:8080'],
  },
];

describe('a fault of the machines breaks what it is known for, and nothing else', () => {
  it.each(rows)('$fault', ({ fault, breaks: [from, to, how], leaves: [other, elsewhere] }) => {
    expect(ask(from, to)).toBe('delivered');
    expect(ask(from, to, fault)).toBe(how);
    expect(ask(other, elsewhere, fault)).toBe('delivered');
  });
});

it('bridged packets pass iptables by without br_netfilter', () => {
  const { cluster } = build(text, { ...defaultSpec, faults: { noBridgeNetfilter: true } });
  expect(cluster.namespaces.get('node:node-1')?.sysctls.bridgeNfCallIptables).toBe(false);
});

it.each(['flannel', 'weave'])('the conflist of %s says what was changed in it', (name) => {
  const plugin = cnis().find((each) => each.name === name);
  if (!plugin) throw new Error(`${name} is here`);
  const node = { name: 'node-1', podCidr: cidr('10.244.1.0/24') };
  const faults = { noHairpin: true, noPortmap: true } as const;
  const changed = JSON.stringify(conflistOf(plugin, node, { ...defaultSpec, faults })?.content);
  expect(changed).toContain('"hairpinMode":false');
  expect(changed).not.toContain('portmap');
  expect(JSON.stringify(conflistOf(plugin, node, defaultSpec)?.content)).toContain('portmap');
});
