import { describe, expect, it } from 'vitest';
import { build } from '../../world.ts';
import { defaultSpec } from '../../spec.ts';
import { innermost, type Packet } from '../../net/index.ts';
import type { Sender, Trace } from '../../trace/index.ts';
import { existing, loadCnis, printRoute, send } from '../index.ts';
import type { Cluster, Netns, NetnsId } from '../types.ts';

const plugins = await loadCnis();

const manifests = `
apiVersion: v1
kind: Pod
metadata: {name: client-1}
spec: {nodeName: node-1, containers: [{name: shell, image: busybox}]}
---
apiVersion: v1
kind: Pod
metadata: {name: web-1, labels: {app: web}}
spec: {nodeName: node-1, containers: [{name: nginx, image: nginx}]}
---
apiVersion: v1
kind: Pod
metadata: {name: web-2, labels: {app: web}}
spec: {nodeName: node-2, containers: [{name: nginx, image: nginx}]}
---
apiVersion: v1
kind: Pod
metadata: {name: client-3}
spec: {nodeName: node-3, containers: [{name: shell, image: busybox}]}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {type: NodePort, selector: {app: web}, ports: [{port: 80, nodePort: 30080}]}
---
apiVersion: v1
kind: Service
metadata: {name: web-1}
spec: {selector: {statefulset: only-1}, ports: [{port: 80}]}
`;

describe.each(plugins)('$title connects', ({ name }) => {
  const cluster = clusterWith(name);

  it('every Pod with every other, both ways', () => {
    for (const from of pods) {
      for (const to of pods) {
        const ping = sendTo(cluster, podNamed(from), `icmp://${addressOf(cluster, to)}`);
        expect(ping.outcome.result, `${from} → ${to}: ${tell(ping)}`).toBe('delivered');
      }
    }
  });

  it('every Pod and node with a ClusterIP, whichever endpoint answers', () => {
    const address = cluster.store.get('Service', 'default', 'web')?.spec.clusterIP ?? '';
    const senders = [...pods.map(podNamed), ...nodes.map(nodeNamed)];
    for (const from of senders)
      expect(answerersOf(cluster, from, `http://${address}`)).toEqual(bothServers);
  });

  it('Pods with CoreDNS', () => {
    for (const pod of pods) {
      const asked = sendTo(cluster, podNamed(pod), 'dns://web');
      expect(asked.outcome.result, tell(asked)).toBe('delivered');
    }
  });

  it('who is outside with a NodePort of every node', () => {
    for (const node of nodes) {
      const address = addressOf(cluster, node, 'node:');
      const client: Sender = { kind: 'host', name: 'client' };
      expect(answerersOf(cluster, client, `http://${address}:30080`)).toEqual(bothServers);
    }
  });

  it('Pods with who is outside, who sees the address of a node', () => {
    for (const pod of pods) {
      const trace = sendTo(cluster, podNamed(pod), 'icmp://203.0.113.50');
      expect(trace.outcome.result, tell(trace)).toBe('delivered');
      const seen = arrivedAs(trace).source;
      expect(nodes.map((node) => addressOf(cluster, node, 'node:'))).toContain(seen);
    }
  });

  it('nodes with Pods of other nodes', () => {
    for (const node of nodes)
      for (const pod of pods) {
        const trace = sendTo(cluster, nodeNamed(node), `icmp://${addressOf(cluster, pod)}`);
        expect(trace.outcome.result, `${node} → ${pod}: ${tell(trace)}`).toBe('delivered');
      }
  });
});

describe.each(plugins)('$title has an MTU of $mtu:', ({ name, mtu, overheadBytes }) => {
  const cluster = clusterWith(name);
  const ping = (bytes: number): Trace => {
    const to = `icmp://${addressOf(cluster, 'web-2')}?size=${bytes - 28}`;
    return sendTo(cluster, podNamed('client-1'), to);
  };

  it('a packet of that size gets to another node and fits its wire', () => {
    const trace = ping(mtu);
    expect(trace.outcome.result, tell(trace)).toBe('delivered');
    const largest = Math.max(
      ...trace.legs.flatMap(({ hops }) => hops.map(({ after }) => after.bytes ?? 0)),
    );
    expect(largest).toBe(mtu + overheadBytes);
    expect(largest).toBeLessThanOrEqual(1500);
  });

  it('one more byte is too much for the sender itself', () => {
    const trace = ping(mtu + 1);
    expect(trace.outcome, tell(trace)).toMatchObject({ result: 'unreachable', reason: 'too-big' });
  });
});

describe('what the plugins write', () => {
  it.each<[plugin: string, netns: NetnsId, routes: readonly string[]]>([
    [
      'flannel-wireguard',
      'node:node-1',
      [
        '192.168.0.0/24 dev eth0 proto kernel scope link src 192.168.0.11',
        '10.244.1.0/24 dev cni0 proto kernel scope link src 10.244.1.1',
        '10.244.0.0/16 dev flannel-wg scope link',
        'default via 192.168.0.1 dev eth0',
      ],
    ],
    [
      'kubenet',
      'node:node-1',
      [
        '192.168.0.0/24 dev eth0 proto kernel scope link src 192.168.0.11',
        '10.244.1.0/24 dev cbr0 proto kernel scope link src 10.244.1.1',
        'default via 192.168.0.1 dev eth0',
      ],
    ],
    [
      'kubenet',
      'host:router',
      [
        '198.51.100.80 dev eth1 scope link',
        '192.168.0.0/24 dev eth0 proto kernel scope link src 192.168.0.1',
        '203.0.113.0/24 dev eth1 proto kernel scope link src 203.0.113.1',
        '10.244.1.0/24 via 192.168.0.11 dev eth0',
        '10.244.2.0/24 via 192.168.0.12 dev eth0',
        '10.244.3.0/24 via 192.168.0.13 dev eth0',
      ],
    ],
    [
      'kindnet',
      'pod:default/client-3',
      [
        '10.244.3.1 dev eth0 scope link src 10.244.3.3',
        '10.244.3.0/24 via 10.244.3.1 dev eth0 src 10.244.3.3',
        'default via 10.244.3.1 dev eth0',
      ],
    ],
    [
      'kindnet',
      'node:node-3',
      [
        '10.244.3.3 dev veth6ed748f8 scope host',
        '10.244.3.2 dev vetha95cfeb3 scope host',
        '192.168.0.0/24 dev eth0 proto kernel scope link src 192.168.0.13',
        '10.244.1.0/24 via 192.168.0.11 dev eth0',
        '10.244.2.0/24 via 192.168.0.12 dev eth0',
        'default via 192.168.0.1 dev eth0',
      ],
    ],
    [
      'calico',
      'pod:default/client-3',
      ['169.254.1.1 dev eth0 scope link', 'default via 169.254.1.1 dev eth0'],
    ],
    [
      'calico',
      'node:node-3',
      [
        '10.244.3.3 dev cali301b85a5676 scope link',
        '10.244.3.2 dev cali6b2ae14cbf3 scope link',
        '192.168.0.0/24 dev eth0 proto kernel scope link src 192.168.0.13',
        'blackhole 10.244.3.0/24 proto bird',
        '10.244.1.0/24 via 192.168.0.11 dev eth0 proto bird',
        '10.244.2.0/24 via 192.168.0.12 dev eth0 proto bird',
        'default via 192.168.0.1 dev eth0',
      ],
    ],
    [
      'calico-ipip',
      'node:node-3',
      [
        '10.244.3.3 dev cali301b85a5676 scope link',
        '10.244.3.2 dev cali6b2ae14cbf3 scope link',
        '192.168.0.0/24 dev eth0 proto kernel scope link src 192.168.0.13',
        'blackhole 10.244.3.0/24 proto bird',
        '10.244.1.0/24 via 192.168.0.11 dev tunl0 proto bird onlink',
        '10.244.2.0/24 via 192.168.0.12 dev tunl0 proto bird onlink',
        'default via 192.168.0.1 dev eth0',
      ],
    ],
    [
      'calico-vxlan',
      'node:node-3',
      [
        '10.244.3.3 dev cali301b85a5676 scope link',
        '10.244.3.2 dev cali6b2ae14cbf3 scope link',
        '192.168.0.0/24 dev eth0 proto kernel scope link src 192.168.0.13',
        'blackhole 10.244.3.0/24 proto 80',
        '10.244.1.0/24 via 10.244.1.0 dev vxlan.calico onlink',
        '10.244.2.0/24 via 10.244.2.0 dev vxlan.calico onlink',
        'default via 192.168.0.1 dev eth0',
      ],
    ],
    [
      'weave',
      'pod:default/client-3',
      [
        '10.244.0.0/16 dev eth0 proto kernel scope link src 10.244.3.3',
        'default via 10.244.3.1 dev eth0',
      ],
    ],
    [
      'weave',
      'node:node-3',
      [
        '192.168.0.0/24 dev eth0 proto kernel scope link src 192.168.0.13',
        '10.244.0.0/16 dev weave proto kernel scope link src 10.244.3.1',
        'default via 192.168.0.1 dev eth0',
      ],
    ],
    [
      'cilium',
      'pod:default/client-3',
      ['10.244.3.1 dev eth0 scope link', 'default via 10.244.3.1 dev eth0 mtu 1450'],
    ],
    [
      'cilium',
      'node:node-3',
      [
        '10.244.3.1 dev cilium_host proto kernel scope link',
        '192.168.0.0/24 dev eth0 proto kernel scope link src 192.168.0.13',
        '10.244.3.0/24 via 10.244.3.1 dev cilium_host proto kernel src 10.244.3.1',
        '10.244.1.0/24 via 10.244.3.1 dev cilium_host proto kernel src 10.244.3.1 mtu 1450',
        '10.244.2.0/24 via 10.244.3.1 dev cilium_host proto kernel src 10.244.3.1 mtu 1450',
        'default via 192.168.0.1 dev eth0',
      ],
    ],
    [
      'cilium-native',
      'node:node-3',
      [
        '10.244.3.1 dev cilium_host proto kernel scope link',
        '192.168.0.0/24 dev eth0 proto kernel scope link src 192.168.0.13',
        '10.244.3.0/24 via 10.244.3.1 dev cilium_host proto kernel src 10.244.3.1',
        '10.244.1.0/24 via 192.168.0.11 dev eth0 proto kernel',
        '10.244.2.0/24 via 192.168.0.12 dev eth0 proto kernel',
        'default via 192.168.0.1 dev eth0',
      ],
    ],
  ])('%s, routes of %s', (plugin, id, routes) => {
    expect(netnsOf(clusterWith(plugin), id).routes.map(printRoute)).toEqual(routes);
  });
});

describe('the way of a packet from Pod to Pod', () => {
  it.each<[plugin: string, sameNode: string, otherNode: string]>([
    ['flannel', 'veth cni0 eth0/64', 'veth cni0 flannel.1 [eth0] flannel.1 cni0 eth0/62'],
    ['flannel-host-gw', 'veth cni0 eth0/64', 'veth cni0 eth0 eth0 cni0 eth0/62'],
    [
      'flannel-wireguard',
      'veth cni0 eth0/64',
      'veth cni0 flannel-wg [eth0] flannel-wg cni0 eth0/62',
    ],
    ['kubenet', 'veth cbr0 eth0/64', 'veth cbr0 eth0 eth0 eth0 cbr0 eth0/61'],
    ['kindnet', 'veth veth eth0/63', 'veth eth0 eth0 veth eth0/62'],
    ['calico', 'cali cali eth0/63', 'cali eth0 eth0 cali eth0/62'],
    ['calico-ipip', 'cali cali eth0/63', 'cali tunl0 [eth0] tunl0 cali eth0/62'],
    ['calico-vxlan', 'cali cali eth0/63', 'cali vxlan.calico [eth0] vxlan.calico cali eth0/62'],
    [
      'weave',
      'vethwepl weave eth0/64',
      'vethwepl weave vethwe-datapath datapath vxlan-6784 [eth0] vxlan-6784 datapath vethwe-bridge weave eth0/64',
    ],
    ['cilium', 'lxc eth0/63', 'lxc cilium_vxlan [eth0] cilium_vxlan eth0/63'],
    ['cilium-native', 'lxc eth0/63', 'lxc eth0 eth0 eth0/62'],
  ])('%s: %s on one node, %s between two', (plugin, sameNode, otherNode) => {
    const cluster = clusterWith(plugin);
    const way = (to: string): string => {
      const trace = sendTo(cluster, podNamed('client-1'), `icmp://${addressOf(cluster, to)}`);
      return wayOf(trace);
    };
    expect(way('web-1')).toBe(sameNode);
    expect(way('web-2')).toBe(otherNode);
  });
});

describe('the address a server sees', () => {
  it.each<[plugin: string, outsideNear: string, outsideFar: string, hairpin: string]>([
    ['flannel', '10.244.1.1', '10.244.1.0', '10.244.1.1'],
    ['flannel-host-gw', '10.244.1.1', '192.168.0.11', '10.244.1.1'],
    ['flannel-wireguard', '10.244.1.1', '10.244.1.0', '10.244.1.1'],
    ['kubenet', '10.244.1.1', '192.168.0.11', '10.244.1.1'],
    ['kindnet', '10.244.1.1', '192.168.0.11', '10.244.1.1'],
    ['calico', '192.168.0.11', '192.168.0.11', '192.168.0.11'],
    ['calico-ipip', '192.168.0.11', '10.244.1.0', '192.168.0.11'],
    ['calico-vxlan', '192.168.0.11', '10.244.1.0', '192.168.0.11'],
    ['weave', '10.244.1.1', '10.244.1.1', '10.244.1.1'],
    // A local backend sees the client itself, and a Pod that asks itself never leaves its namespace.
    ['cilium', '203.0.113.50', '10.244.1.1', '10.244.1.3'],
    ['cilium-native', '203.0.113.50', '192.168.0.11', '10.244.1.3'],
  ])('%s: outside → NodePort here %s, there %s; hairpin %s', (plugin, near, far, hairpin) => {
    const cluster = clusterWith(plugin);
    const nodePort = `http://${addressOf(cluster, 'node-1', 'node:')}:30080`;
    const client: Sender = { kind: 'host', name: 'client' };
    const clusterIp = cluster.store.get('Service', 'default', 'web')?.spec.clusterIP ?? '';
    expect(seenBy(cluster, 'web-1', client, nodePort)).toBe(near);
    expect(seenBy(cluster, 'web-2', client, nodePort)).toBe(far);
    expect(seenBy(cluster, 'web-1', podNamed('web-1'), `http://${clusterIp}`)).toBe(hairpin);
  });
});

describe('Calico', () => {
  const cluster = clusterWith('calico');

  it('gives a Pod a gateway that nobody has: the node answers for it by ARP', () => {
    const trace = sendTo(cluster, podNamed('client-1'), `icmp://${addressOf(cluster, 'web-2')}`);
    const sent = trace.legs[0]?.hops.find(({ step }) => step === 'transmit');
    expect(sent).toMatchObject({
      neighbor: '169.254.1.1',
      mac: 'ee:ee:ee:ee:ee:ee',
      learned: 'proxy-arp',
    });
  });

  it.each([
    ['10.244.1.200', 'node:node-1'],
    ['10.244.2.200', 'node:node-2'],
  ])('drops what is for no Pod of a block: %s on %s', (address, node) => {
    const { outcome, legs } = sendTo(cluster, podNamed('client-1'), `http://${address}`);
    expect(outcome).toMatchObject({ result: 'timed-out', reason: 'dead-route' });
    expect(legs[0]?.hops.at(-1)?.place.netns).toBe(node);
  });
});

it('a route may say aloud that it leads nowhere', () => {
  const cluster = clusterWith('calico');
  const node = netnsOf(cluster, 'node:node-2');
  const routes = node.routes.map((route) =>
    route.type === 'blackhole' ? { ...route, type: 'unreachable' as const } : route,
  );
  const namespaces = new Map(cluster.namespaces).set(node.id, { ...node, routes });
  const { outcome } = sendTo(
    { ...cluster, namespaces },
    podNamed('client-1'),
    'http://10.244.2.200',
  );
  expect(outcome).toMatchObject({ result: 'unreachable', reason: 'dead-route' });
});

it('a router on the way tells what fits, when the sender could not know', () => {
  const cluster = clusterWith('kindnet');
  const node = netnsOf(cluster, 'node:node-1');
  const card = node.interfaces.get('eth0');
  if (!card) throw new Error('a node has a network card');
  const interfaces = new Map(node.interfaces).set('eth0', { ...card, mtu: 1400 });
  const namespaces = new Map(cluster.namespaces).set(node.id, { ...node, interfaces });
  const to = `icmp://${addressOf(cluster, 'web-2')}?size=1450`;
  const trace = sendTo({ ...cluster, namespaces }, podNamed('client-1'), to);
  expect(trace.outcome, tell(trace)).toMatchObject({ result: 'unreachable', reason: 'too-big' });
  const [, error] = trace.legs;
  expect(error?.hops[0]?.after).toMatchObject({
    source: '10.244.1.1',
    transport: { type: 'fragmentation-needed', mtu: 1400 },
  });
});

const pods = ['client-1', 'web-1', 'web-2', 'client-3'];
const nodes = ['node-1', 'node-2', 'node-3'];
const bothServers = ['pod:default/web-1', 'pod:default/web-2'];

function clusterWith(cni: string): Cluster {
  return build(manifests, existing({ ...defaultSpec, nodes: 3, cni })).cluster;
}

function podNamed(name: string): Sender {
  return { kind: 'pod', namespace: 'default', name };
}

function nodeNamed(name: string): Sender {
  return { kind: 'node', name };
}

function netnsOf(cluster: Cluster, id: NetnsId): Netns {
  const netns = cluster.namespaces.get(id);
  if (!netns) throw new Error(`no ${id}`);
  return netns;
}

function addressOf(cluster: Cluster, name: string, prefix = 'pod:default/'): string {
  return (
    netnsOf(cluster, `${prefix}${name}` as NetnsId).interfaces.get('eth0')?.addresses[0]?.ip ?? ''
  );
}

function sendTo(cluster: Cluster, from: Sender, to: string, attempt = 0): Trace {
  return send(cluster, { from, to, attempt }).trace;
}

/** The devices a packet came in by, in short: what carries it in brackets, and the TTL it arrives with. */
function wayOf({ legs }: Trace): string {
  const hops = legs[0]?.hops ?? [];
  const names = hops.flatMap(({ step, place, after }) => {
    const name = place.at
      .replace(/^device:/, '')
      .replace(/^(veth|vethwepl|cali|lxc)[0-9a-f]{8,}$/, '$1');
    const isTunnelled = innermost(after) !== after;
    if (step === 'encapsulate') return [name];
    if (step === 'transmit' && place.netns.startsWith('node:') && !isTunnelled) return [name];
    if (step === 'bridge' || step === 'decapsulate') return [name];
    if (step !== 'cross') return [];
    return isTunnelled ? [`[${name}]`] : [name];
  });
  return `${names.join(' ')}/${hops.at(-1)?.after.ttl ?? 0}`;
}

/** The source address of the request when this very server gets it. */
function seenBy(cluster: Cluster, server: string, from: Sender, to: string): string {
  for (let attempt = 0; attempt < 64; attempt++) {
    const { outcome, legs } = sendTo(cluster, from, to, attempt);
    if (outcome.answeredBy === `pod:default/${server}`)
      return legs.find(({ purpose }) => purpose === 'request')?.hops.at(-1)?.after.source ?? '';
  }
  return 'nobody';
}

/** Who answers in a number of tries, sorted; how it ended where nobody did. */
function answerersOf(cluster: Cluster, from: Sender, to: string): readonly string[] {
  const answers = Array.from({ length: 12 }, (_, attempt) => {
    const trace = sendTo(cluster, from, to, attempt);
    return trace.outcome.answeredBy ?? tell(trace);
  });
  return [...new Set(answers)].sort();
}

/** The packet as it reached the one it was for. */
function arrivedAs({ legs }: Trace): Packet {
  const last = legs[0]?.hops.at(-1)?.after;
  if (!last) throw new Error('nothing was sent');
  return innermost(last);
}

function tell({ outcome, legs }: Trace): string {
  const hops = legs.flatMap(({ purpose, hops: all }) =>
    all.map(({ step, place, after }) => {
      const { source, destination, ttl } = innermost(after);
      return `${purpose}: ${step} at ${place.netns} ${place.at} ${source} > ${destination} ttl ${ttl}`;
    }),
  );
  return [`${outcome.result} (${outcome.reason ?? ''}) ${outcome.says}`, ...hops].join('\n');
}
