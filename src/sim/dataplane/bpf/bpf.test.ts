import { describe, expect, test } from 'vitest';
import { innermost } from '../../net/index.ts';
import { defaultSpec, type ClusterSpec } from '../../spec.ts';
import type { Hop, Sender, Trace } from '../../trace/types.ts';
import { build } from '../../world.ts';
import { namespaceOf, prepare, send } from '../index.ts';
import { rulePrinters } from '../listing/index.ts';
import { freshState, type KernelState } from '../memory.ts';

const text = `
apiVersion: v1
kind: Pod
metadata: {name: client}
spec: {nodeName: node-1, containers: [{name: shell, image: busybox}]}
---
apiVersion: v1
kind: Pod
metadata: {name: near, labels: {app: web, at: node-1}}
spec: {nodeName: node-1, containers: [{name: nginx, image: nginx}]}
---
apiVersion: v1
kind: Pod
metadata: {name: far, labels: {app: web, at: node-2}}
spec: {nodeName: node-2, containers: [{name: nginx, image: nginx}]}
---
apiVersion: v1
kind: Pod
metadata: {name: farther, labels: {app: web, at: node-2}}
spec: {nodeName: node-2, containers: [{name: nginx, image: nginx}]}
---
apiVersion: v1
kind: Pod
metadata: {name: own, labels: {app: own}}
spec: {nodeName: node-2, hostNetwork: true, containers: [{name: nginx, image: nginx}]}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {type: NodePort, clusterIP: 10.96.0.80, selector: {app: web}, ports: [{port: 80, nodePort: 30080}]}
---
apiVersion: v1
kind: Service
metadata: {name: far}
spec: {type: NodePort, clusterIP: 10.96.0.81, selector: {at: node-2}, ports: [{port: 80, nodePort: 30081}]}
---
apiVersion: v1
kind: Service
metadata: {name: near}
spec: {type: NodePort, clusterIP: 10.96.0.82, selector: {at: node-1}, ports: [{port: 80, nodePort: 30082}]}
---
apiVersion: v1
kind: Service
metadata: {name: empty}
spec: {type: NodePort, clusterIP: 10.96.0.83, selector: {app: none}, ports: [{port: 80, nodePort: 30083}]}
---
apiVersion: v1
kind: Service
metadata: {name: inside-local}
spec: {clusterIP: 10.96.0.84, selector: {at: node-2}, internalTrafficPolicy: Local, ports: [{port: 80}]}
---
apiVersion: v1
kind: Service
metadata: {name: outside-local}
spec:
  type: NodePort
  clusterIP: 10.96.0.85
  selector: {at: node-2}
  externalTrafficPolicy: Local
  ports: [{port: 80, nodePort: 30085}]
---
apiVersion: v1
kind: Service
metadata: {name: sticky}
spec: {clusterIP: 10.96.0.86, selector: {app: web}, sessionAffinity: ClientIP, ports: [{port: 80}]}
---
apiVersion: v1
kind: Service
metadata: {name: external}
spec: {clusterIP: 10.96.0.87, selector: {app: web}, externalIPs: [198.51.100.87, 192.168.0.11], ports: [{port: 8087, targetPort: 80}]}
---
apiVersion: v1
kind: Service
metadata: {name: own}
spec: {type: NodePort, clusterIP: 10.96.0.88, selector: {app: own}, ports: [{port: 80, nodePort: 30088}]}
`;

const kinds = { tunnel: 'cilium', native: 'cilium-native' } as const;
type Kind = keyof typeof kinds;
const specOf = (cni: string): ClusterSpec => ({ ...defaultSpec, cni });
await prepare(specOf(kinds.tunnel));

const flannel = build(text, defaultSpec).cluster;
const clusters = {
  tunnel: build(text, { ...specOf(kinds.tunnel), proxyMode: 'ebpf' }).cluster,
  native: build(text, { ...specOf(kinds.native), proxyMode: 'ebpf' }).cluster,
};

const pod = (name: string): Sender => ({ kind: 'pod', namespace: 'default', name });
const node = (name: string): Sender => ({ kind: 'node', name });
const outside: Sender = { kind: 'host', name: 'client' };
const addressOf = (name: string): string =>
  flannel.store.get('Pod', 'default', name)?.status?.podIP ?? '';

function ask(kind: Kind, from: Sender, to: string, attempt = 0, state: KernelState = freshState) {
  const target = to.replace(/\{(.*)\}/, (_, name: string) => addressOf(name));
  return send(clusters[kind], { from, to: target, attempt }, state);
}

/** How it ended and, of what arrived, whom the server saw: `far from 10.244.1.1`. */
function story({ outcome, legs }: Trace): string {
  const { result, reason, answeredBy } = outcome;
  if (result !== 'delivered') return `${result} (${reason})`;
  const asked = legs.findLast(({ purpose }) => purpose === 'request' || purpose === 'datagram');
  const packet = asked?.hops.findLast(({ step }) => step === 'deliver')?.after;
  return `${answeredBy?.split(/[:/]/).at(-1)} from ${packet && innermost(packet).source}`;
}

function hopsOf({ legs }: Trace, leg = 0): readonly Hop[] {
  return legs[leg]?.hops ?? [];
}

/** The programs a packet met, in order, each with what it did: `cil_from_container > tunnel`. */
function programs(trace: Trace, leg = 0): readonly string[] {
  return hopsOf(trace, leg).flatMap((hop) => {
    if (hop.step === 'stop' && hop.dropped) return [`${hop.dropped.program}: ${hop.dropped.says}`];
    if (hop.step !== 'bpf') return [];
    return [`${hop.call ?? hop.program}${hop.rewrite ? ` ${hop.rewrite}` : ''} > ${hop.goes}`];
  });
}

describe('the same request, another way', () => {
  const request = { from: pod('client'), to: 'http://10.96.0.81/', attempt: 0 };
  const before = send(flannel, request).trace;
  const after = send(clusters.tunnel, request).trace;

  test('has the same answer', () => {
    expect(after.outcome.says).toBe(before.outcome.says);
    expect(after.outcome.result).toBe('delivered');
  });

  test('with iptables a packet carries the address of the Service as far as the node', () => {
    const sent = hopsOf(before).find(({ step }) => step === 'send')?.after;
    expect(sent?.destination).toBe('10.96.0.81');
    expect(hopsOf(before).some((hop) => hop.step === 'netfilter' && hop.rewrite === 'dnat')).toBe(
      true,
    );
  });

  test('with Cilium no packet ever carries it, and netfilter translates nothing', () => {
    for (const { hops } of after.legs)
      for (const hop of hops) {
        if (hop.step === 'bpf' && hop.goes === 'process') continue;
        expect(innermost(hop.after).destination).not.toBe('10.96.0.81');
        expect(hop.step === 'netfilter' ? hop.rewrite : undefined).toBeUndefined();
      }
  });

  test('no netfilter of the node sees the Pod’s packet itself, only the tunnel’s', () => {
    const seen = hopsOf(after).filter(({ step }) => step === 'netfilter');
    expect(seen.map((hop) => hop.before.payload?.carries)).toEqual(seen.map(() => 'vxlan'));
  });
});

describe('whom a server sees', () => {
  test.each<[string, Sender, string, tunnel: string, native: string]>([
    [
      'a cluster IP, same node',
      pod('client'),
      'http://10.96.0.82',
      'near from 10.244.1.{client}',
      '',
    ],
    ['a cluster IP, other node', pod('far'), 'http://10.96.0.82', 'near from 10.244.2.{far}', ''],
    ['a Pod that asks itself', pod('near'), 'http://10.96.0.82', 'near from 10.244.1.{near}', ''],
    [
      'a node port, from a Pod',
      pod('client'),
      'http://192.168.0.12:30082',
      'near from 10.244.1.{client}',
      '',
    ],
    ['a node, a cluster IP here', node('node-1'), 'http://10.96.0.82', 'near from 10.244.1.1', ''],
    [
      'a node, a cluster IP there',
      node('node-2'),
      'http://10.96.0.82',
      'near from 10.244.2.1',
      'near from 192.168.0.12',
    ],
    [
      'a node, a node port by 127.0.0.1',
      node('node-1'),
      'http://127.0.0.1:30082',
      'near from 10.244.1.1',
      '',
    ],
    [
      'a node port, endpoint here',
      outside,
      'http://192.168.0.11:30082',
      'near from 203.0.113.50',
      '',
    ],
    [
      'a node port, endpoint there',
      outside,
      'http://192.168.0.12:30082',
      'near from 10.244.2.1',
      'near from 192.168.0.12',
    ],
    [
      'a node port, endpoint on the host network here',
      outside,
      'http://192.168.0.12:30088',
      'node-2 from 203.0.113.50',
      '',
    ],
    [
      'a node port, endpoint on the host network there',
      outside,
      'http://192.168.0.11:30088',
      'node-2 from 192.168.0.11',
      '',
    ],
    ['an external IP that is a node’s', outside, 'http://192.168.0.11:8087', 'from', ''],
    [
      'policy Local, endpoint there, from a Pod',
      pod('client'),
      'http://192.168.0.11:30085',
      'from 10.244.1.{client}',
      '',
    ],
  ])('%s', (_name, from, to, tunnel, native) => {
    const expected = (text: string) =>
      text.replace(/10\.244\.\d\.\{(.*)\}/, (_, name: string) => addressOf(name));
    expect(story(ask('tunnel', from, to).trace)).toContain(expected(tunnel));
    expect(story(ask('native', from, to).trace)).toContain(expected(native || tunnel));
  });
});

describe('what does not work', () => {
  test.each<[string, Sender, string, string]>([
    [
      'no endpoints: the call fails',
      pod('client'),
      'http://10.96.0.83',
      'unreachable (no-endpoints)',
    ],
    [
      'no endpoints, from outside: the node says so',
      outside,
      'http://192.168.0.11:30083',
      'refused (no-endpoints)',
    ],
    [
      'internal policy Local, nothing here',
      pod('client'),
      'http://10.96.0.84',
      'unreachable (no-local-endpoints)',
    ],
    [
      'external policy Local, nothing here',
      outside,
      'http://192.168.0.11:30085',
      'refused (no-local-endpoints)',
    ],
    [
      'a port that the Service does not have',
      pod('client'),
      'http://10.96.0.80:81',
      'timed-out (no-route)',
    ],
    ['a ping to a cluster IP', pod('client'), 'icmp://10.96.0.80', 'timed-out (no-route)'],
    [
      'an external IP of nobody here is left alone',
      pod('client'),
      'http://198.51.100.87:8087',
      'timed-out (no-route)',
    ],
    [
      'a Pod address of this node that no Pod has',
      node('node-1'),
      'http://10.244.1.200',
      'timed-out (dropped-by-program)',
    ],
    ['SCTP', pod('client'), 'sctp://{far}:80', 'timed-out (dropped-by-program)'],
  ])('%s', (_name, from, to, expected) => {
    expect(story(ask('tunnel', from, to).trace)).toBe(expected);
    expect(story(ask('native', from, to).trace)).toBe(expected);
  });

  test('without endpoints not even a SYN leaves the Pod, and connect() says EHOSTUNREACH', () => {
    const { trace } = ask('tunnel', pod('client'), 'http://10.96.0.83');
    expect(programs(trace)).toEqual(['cil_sock4_connect: EHOSTUNREACH']);
    expect(hopsOf(trace).map(({ place }) => place)).toEqual([
      { netns: 'pod:default/client', at: 'socket' },
    ]);
    expect(trace.outcome.says).toContain('No route to host');
  });
});

describe('the way', () => {
  test.each<[string, Kind, Sender, string, readonly string[], ttl: number]>([
    [
      'to a Pod of the same node: past the stack',
      'tunnel',
      pod('client'),
      'http://{near}',
      ['cil_from_container > tail call', 'cil_lxc_policy > peer'],
      63,
    ],
    [
      'to a Pod of another node, through the tunnel',
      'tunnel',
      pod('client'),
      'http://{far}',
      [
        'cil_from_container > tunnel',
        'cil_to_overlay > on',
        'cil_to_netdev > on',
        'cil_from_netdev > on',
        'cil_from_overlay > tail call',
        'cil_lxc_policy > peer',
      ],
      63,
    ],
    [
      'to a Pod of another node, by the network’s own routes',
      'native',
      pod('client'),
      'http://{far}',
      [
        'cil_from_container > redirect',
        'cil_to_netdev > on',
        'cil_from_netdev > tail call',
        'cil_lxc_policy > peer',
      ],
      62,
    ],
    [
      'from a node to its Pod: by cilium_host, and queued',
      'tunnel',
      node('node-1'),
      'http://{near}',
      ['cil_from_host > tail call', 'cil_lxc_policy > redirect'],
      63,
    ],
    [
      'to a node port whose endpoint is elsewhere: DNAT and SNAT',
      'native',
      outside,
      'http://192.168.0.12:30082',
      [
        'cil_from_netdev dnat > tail call',
        'tail_nodeport_nat_egress_ipv4 snat > redirect',
        'cil_to_netdev > on',
        'cil_from_netdev > tail call',
        'cil_lxc_policy > peer',
      ],
      61,
    ],
  ])('%s', (_name, kind, from, to, expected, ttl) => {
    const { trace } = ask(kind, from, to);
    expect(programs(trace)).toEqual(expected);
    expect(hopsOf(trace).at(-1)?.after.ttl).toBe(ttl);
  });

  test('an answer from elsewhere is translated back twice', () => {
    const { trace } = ask('tunnel', outside, 'http://192.168.0.12:30082');
    expect(programs(trace, 1).slice(-3)).toEqual([
      'tail_nodeport_nat_ingress_ipv4 unnat > tail call',
      'tail_nodeport_revnat_ipv4 unnat > redirect',
      'cil_to_netdev > on',
    ]);
  });

  test('the number of the VXLAN network is the sender’s identity, 2 for the world', () => {
    const vni = (from: Sender, to: string) =>
      hopsOf(ask('tunnel', from, to).trace).find((hop) => hop.step === 'encapsulate')?.vni;
    expect(vni(outside, 'http://192.168.0.12:30082')).toBe(2);
    expect(vni(node('node-1'), 'http://{far}')).toBe(6);
    const [first, second] = [
      vni(pod('far'), 'http://{near}'),
      vni(pod('farther'), 'http://{near}'),
    ];
    expect(first).toBeGreaterThanOrEqual(256);
    expect(second, 'the same labels, the same identity').toBe(first);
  });

  test('out of the cluster, the network card’s program hides the Pod behind its node', () => {
    const { trace } = ask('tunnel', pod('client'), 'icmp://203.0.113.50');
    expect(trace.outcome.result).toBe('delivered');
    expect(programs(trace)).toEqual([
      'cil_from_container > redirect',
      'tail_handle_snat_fwd_ipv4 snat > on',
    ]);
    expect(hopsOf(trace).at(-1)?.after.source).toBe('192.168.0.11');
  });
});

describe('UDP', () => {
  test('each datagram is translated in sendmsg(), and recvmsg() tells the address that was asked', () => {
    const { trace } = ask('tunnel', pod('client'), 'dns://far.default.svc.cluster.local');
    expect(trace.outcome.says).toContain('10.96.0.81');
    expect(programs(trace)[0]).toBe('cil_sock4_sendmsg dnat > process');
    const told = hopsOf(trace, 1).at(-1);
    expect(told).toMatchObject({ step: 'bpf', program: 'cil_sock4_recvmsg' });
    expect(told?.before.source).not.toBe('10.96.0.10');
    expect(told?.after.source).toBe('10.96.0.10');
  });
});

describe('what is remembered', () => {
  test('the socket knows what its process asked for (getpeername)', () => {
    const { state } = ask('tunnel', pod('client'), 'http://10.96.0.82');
    const known = state.bpf.get('node:node-1 cilium_lb4_reverse_sk');
    expect([...(known?.values() ?? [])]).toEqual([{ ip: '10.96.0.82', port: 80 }]);
  });

  test('conntrack of the node has nothing to say about it', () => {
    const { state } = ask('tunnel', pod('client'), 'http://10.96.0.82');
    expect(state.conntrack.get('node:node-1')?.entries() ?? []).toEqual([]);
  });

  test('session affinity: the same client, the same server, until it is forgotten', () => {
    const servers = (from: Sender, secondsBetween: number) => {
      let state = freshState;
      const met = new Set<string>();
      for (let attempt = 0; attempt < 12; attempt++) {
        const sent = ask('tunnel', from, 'http://10.96.0.86', attempt, state);
        met.add(sent.trace.outcome.answeredBy ?? '');
        state = { ...sent.state, nowSeconds: sent.state.nowSeconds + secondsBetween };
      }
      return met.size;
    };
    expect(servers(pod('client'), 60)).toBe(1);
    expect(servers(pod('client'), 10_801)).toBeGreaterThan(1);
  });

  test('two clients behind one address are told apart', () => {
    const first = ask('tunnel', pod('client'), 'udp://203.0.113.50:9', 0);
    const second = ask('tunnel', pod('near'), 'udp://203.0.113.50:9', 1, first.state);
    const map = second.state.bpf.get('node:node-1 cilium_snat_v4_external');
    expect(new Set([...(map?.keys() ?? [])].filter((key) => key.includes(' IN '))).size).toBe(2);
  });
});

describe('over 10,000 connections each of three servers gets its share', () => {
  test.each<[string, Sender, string]>([
    ['in the socket', pod('client'), 'http://10.96.0.80'],
    ['at the network card', outside, 'http://192.168.0.11:30080'],
  ])('%s', (_name, from, to) => {
    const connections = 10_000;
    const met = new Map<string, number>();
    for (let attempt = 0; attempt < connections; attempt++) {
      const { answeredBy = 'nobody' } = ask('native', from, to, attempt).trace.outcome;
      met.set(answeredBy, (met.get(answeredBy) ?? 0) + 1);
    }
    expect([...met.keys()].sort()).toEqual(
      ['far', 'farther', 'near'].map((name) => `pod:default/${name}`),
    );
    const share = connections / 3;
    const chiSquare = [...met.values()].reduce(
      (sum, count) => sum + (count - share) ** 2 / share,
      0,
    );
    // The 99.9 % quantile of χ² with two degrees of freedom.
    expect(chiSquare).toBeLessThan(13.82);
  });
});

test('a node prints its maps as cilium-dbg does', () => {
  const netns = namespaceOf(clusters.tunnel, node('node-1'));
  if (!netns) throw new Error('there is a node-1');
  const printers = rulePrinters(netns);
  const lines = printers
    .get('cilium-dbg bpf lb list')?.()
    .split('\n')
    .map((line) => line.replace(/ {2,}/, ' | '));
  expect(lines?.filter((line) => line.includes('30085'))).toEqual([
    expect.stringMatching(
      /^0\.0\.0\.0:30085\/TCP \(0\) \| 0\.0\.0\.0:0 \(\d+\) \(0\) \[NodePort, Local, two-scopes\]$/,
    ),
    expect.stringMatching(
      /^0\.0\.0\.0:30085\/TCP\/i \(0\) \| 0\.0\.0\.0:0 \(\d+\) \(0\) \[NodePort, two-scopes\]$/,
    ),
    expect.stringMatching(
      /^0\.0\.0\.0:30085\/TCP\/i \(1\) \| 10\.244\.2\.\d+:80\/TCP \(\d+\) \(1\)$/,
    ),
    expect.stringMatching(
      /^0\.0\.0\.0:30085\/TCP\/i \(2\) \| 10\.244\.2\.\d+:80\/TCP \(\d+\) \(2\)$/,
    ),
    expect.stringMatching(/^192\.168\.0\.11:30085\/TCP \(0\) \|/),
    expect.stringMatching(/^192\.168\.0\.11:30085\/TCP\/i \(0\) \|/),
    expect.stringMatching(/^192\.168\.0\.11:30085\/TCP\/i \(1\) \|/),
    expect.stringMatching(/^192\.168\.0\.11:30085\/TCP\/i \(2\) \|/),
  ]);
  expect(printers.get('cilium-dbg bpf ipcache list')?.()).toMatch(
    /10\.244\.2\.1\/32 +identity=6 encryptkey=0 tunnelendpoint=192\.168\.0\.12 flags=hastunnel/,
  );
});
