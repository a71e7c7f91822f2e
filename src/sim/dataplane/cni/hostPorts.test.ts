import { describe, expect, it } from 'vitest';
import { build } from '../../world.ts';
import { defaultSpec } from '../../spec.ts';
import type { Sender, Trace } from '../../trace/index.ts';
import { existing, loadCnis, prepare, proxyModes, proxyModesWith, send } from '../index.ts';
import { rulePrinters } from '../listing/index.ts';
import type { Cluster } from '../types.ts';

const plugins = await loadCnis();
for (const { name: proxyMode } of proxyModes) await prepare({ ...defaultSpec, proxyMode });

/** On node-1: `web` at port 8080 of the node, `echo` at 5353/UDP, `guarded` at one address of it; on each node's own network an agent. */
const outside: Sender = { kind: 'host', name: 'client' };

const manifests = `
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  nodeName: node-1
  containers: [{name: web, image: nginx, ports: [{containerPort: 80, hostPort: 8080}]}]
---
apiVersion: v1
kind: Pod
metadata: {name: echo}
spec:
  nodeName: node-1
  containers: [{name: echo, image: alpine/socat, args: ['UDP-LISTEN:7,fork', EXEC:cat], ports: [{containerPort: 7, protocol: UDP, hostPort: 5353}]}]
---
apiVersion: v1
kind: Pod
metadata: {name: guarded}
spec:
  nodeName: node-1
  containers: [{name: web, image: nginx, ports: [{containerPort: 80, hostPort: 9090, hostIP: 127.0.0.1}]}]
---
apiVersion: v1
kind: Pod
metadata: {name: client-2}
spec: {nodeName: node-2, containers: [{name: shell, image: busybox}]}
---
apiVersion: v1
kind: Pod
metadata: {name: client-1}
spec: {nodeName: node-1, containers: [{name: shell, image: busybox}]}
---
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent}
spec:
  selector: {matchLabels: {app: agent}}
  template:
    metadata: {labels: {app: agent}}
    spec: {hostNetwork: true, containers: [{name: agent, image: busybox}]}
`;

const everywhere = plugins.flatMap(({ name: cni }) =>
  proxyModesWith(cni).map(({ name: proxyMode }) => ({ cni, proxyMode })),
);

describe.each(everywhere)('hostPort with $cni and $proxyMode', ({ cni, proxyMode }) => {
  const { cluster } = build(manifests, { ...defaultSpec, cni, proxyMode });
  const node = '192.168.0.11';

  it.each<[from: Sender, to: string, result: string]>([
    [outside, `http://${node}:8080`, 'web'],
    [{ kind: 'node', name: 'node-2' }, `http://${node}:8080`, 'web'],
    [{ kind: 'node', name: 'node-1' }, `http://${node}:8080`, 'web'],
    [{ kind: 'node', name: 'node-1' }, 'http://127.0.0.1:8080', 'web'],
    [pod('client-2'), `http://${node}:8080`, 'web'],
    [pod('client-1'), `http://${node}:8080`, 'web'],
    [pod('web'), `http://${node}:8080`, 'web'],
    [outside, 'http://192.168.0.12:8080', 'refused'],
    [outside, `udp://${node}:5353`, 'echo'],
    [outside, `tcp://${node}:5353`, 'refused'],
    [{ kind: 'node', name: 'node-1' }, 'http://127.0.0.1:9090', 'guarded'],
    [outside, `http://${node}:9090`, 'refused'],
  ])('%j → %s: %s', (from, to, result) => {
    const trace = sendTo(cluster, from, to);
    expect(answererOf(trace), tell(trace)).toBe(result);
  });
});

describe.each(plugins)('$title: the source that is seen', ({ name: cni }) => {
  const { cluster } = build(manifests, existing({ ...defaultSpec, cni }));
  const agent = (number: number): Sender => {
    const found = cluster.store
      .list('Pod')
      .find(
        ({ metadata, spec }) =>
          metadata.labels?.['app'] === 'agent' && spec.nodeName === `node-${number}`,
      );
    return pod(found?.metadata.name ?? 'none');
  };

  it('outside is the address of the node, for Pods and for those on the host network', () => {
    for (const [from, seen] of [
      [pod('client-1'), '192.168.0.11'],
      [pod('client-2'), '192.168.0.12'],
      [agent(1), '192.168.0.11'],
      [agent(2), '192.168.0.12'],
    ] as const) {
      const trace = sendTo(cluster, from, 'icmp://203.0.113.50');
      expect(trace.outcome.result, tell(trace)).toBe('delivered');
      expect(trace.legs[0]?.hops.at(-1)?.after.source).toBe(seen);
    }
  });

  it('on its own node is an agent’s: it reaches the Pods there without leaving', () => {
    const web = cluster.namespaces.get('pod:default/web')?.interfaces.get('eth0')?.addresses[0];
    const trace = sendTo(cluster, agent(1), `http://${web?.ip ?? ''}`);
    expect(answererOf(trace), tell(trace)).toBe('web');
    const places = new Set(trace.legs.flatMap(({ hops }) => hops.map(({ place }) => place.netns)));
    expect([...places].sort()).toEqual(['node:node-1', 'pod:default/web']);
  });

  it('is a client’s own, at a host port', () => {
    const trace = sendTo(cluster, outside, 'http://192.168.0.11:8080');
    const seen = trace.legs[0]?.hops.at(-1)?.after.source;
    expect(seen, tell(trace)).toBe('203.0.113.50');
  });
});

it('writes what the portmap plugin writes, each rule with the field it is from', () => {
  const { cluster } = build(manifests, defaultSpec);
  const netns = cluster.namespaces.get('node:node-1');
  const nat = netns && rulePrinters(netns).get('iptables-save')?.();
  const lines = (nat ?? '')
    .split('\n')
    .filter((line) => line.includes('CNI-') && !line.startsWith(':'));
  expect(lines.map((line) => line.replaceAll(/[0-9a-f]{64}/g, 'ID'))).toMatchInlineSnapshot(`
    [
      "-A PREROUTING -m addrtype --dst-type LOCAL -j CNI-HOSTPORT-DNAT",
      "-A OUTPUT -m addrtype --dst-type LOCAL -j CNI-HOSTPORT-DNAT",
      "-A POSTROUTING -m comment --comment "CNI portfwd requiring masquerade" -j CNI-HOSTPORT-MASQ",
      "-A CNI-DN-4ef16d4d208ac3a22b4e0 -s 10.244.1.0/24 -p udp -m udp --dport 5353 -j CNI-HOSTPORT-SETMARK",
      "-A CNI-DN-4ef16d4d208ac3a22b4e0 -s 127.0.0.1/32 -p udp -m udp --dport 5353 -j CNI-HOSTPORT-SETMARK",
      "-A CNI-DN-4ef16d4d208ac3a22b4e0 -p udp -m udp --dport 5353 -j DNAT --to-destination 10.244.1.4:7",
      "-A CNI-DN-80a42c3e5107b8e20ec6f -s 10.244.1.0/24 -p tcp -m tcp --dport 8080 -j CNI-HOSTPORT-SETMARK",
      "-A CNI-DN-80a42c3e5107b8e20ec6f -s 127.0.0.1/32 -p tcp -m tcp --dport 8080 -j CNI-HOSTPORT-SETMARK",
      "-A CNI-DN-80a42c3e5107b8e20ec6f -p tcp -m tcp --dport 8080 -j DNAT --to-destination 10.244.1.3:80",
      "-A CNI-DN-9454c6e4df1344768f214 -s 10.244.1.0/24 -d 127.0.0.1/32 -p tcp -m tcp --dport 9090 -j CNI-HOSTPORT-SETMARK",
      "-A CNI-DN-9454c6e4df1344768f214 -s 127.0.0.1/32 -d 127.0.0.1/32 -p tcp -m tcp --dport 9090 -j CNI-HOSTPORT-SETMARK",
      "-A CNI-DN-9454c6e4df1344768f214 -d 127.0.0.1/32 -p tcp -m tcp --dport 9090 -j DNAT --to-destination 10.244.1.5:80",
      "-A CNI-HOSTPORT-DNAT -p udp -m comment --comment "dnat name: \\"cbr0\\" id: \\"ID\\"" -m multiport --dports 5353 -j CNI-DN-4ef16d4d208ac3a22b4e0",
      "-A CNI-HOSTPORT-DNAT -p tcp -m comment --comment "dnat name: \\"cbr0\\" id: \\"ID\\"" -m multiport --dports 9090 -j CNI-DN-9454c6e4df1344768f214",
      "-A CNI-HOSTPORT-DNAT -p tcp -m comment --comment "dnat name: \\"cbr0\\" id: \\"ID\\"" -m multiport --dports 8080 -j CNI-DN-80a42c3e5107b8e20ec6f",
      "-A CNI-HOSTPORT-MASQ -m mark --mark 0x2000/0x2000 -j MASQUERADE",
      "-A CNI-HOSTPORT-SETMARK -m comment --comment "CNI portfwd masquerade mark" -j MARK --set-xmark 0x2000/0x2000",
    ]
  `);
  const rules = netns?.iptables.nat?.chains.get('CNI-HOSTPORT-DNAT')?.rules ?? [];
  expect(
    rules.flatMap(({ because }) => because.map(({ name, path }) => `${name} ${path}`)),
  ).toEqual([
    'echo spec.containers[0].ports[0].hostPort',
    'guarded spec.containers[0].ports[0].hostPort',
    'web spec.containers[0].ports[0].hostPort',
  ]);
});

function pod(name: string): Sender {
  return { kind: 'pod', namespace: 'default', name };
}

function sendTo(cluster: Cluster, from: Sender, to: string): Trace {
  return send(cluster, { from, to, attempt: 0 }).trace;
}

function answererOf({ outcome }: Trace): string {
  return outcome.answeredBy?.replace('pod:default/', '') ?? outcome.result;
}

function tell({ outcome, legs }: Trace): string {
  const hops = legs.flatMap(({ purpose, hops: all }) =>
    all.map(({ step, place, after: { source, destination } }) =>
      [purpose, step, place.netns, place.at, source, destination].join(' '),
    ),
  );
  return [`${outcome.result} (${outcome.reason ?? ''})`, ...hops].join('\n');
}
