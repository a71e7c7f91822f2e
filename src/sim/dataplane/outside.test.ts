import { describe, expect, it } from 'vitest';
import { innermost } from '../net/index.ts';
import { defaultSpec, type ClusterSpec } from '../spec.ts';
import type { Sender, Trace } from '../trace/index.ts';
import { build, prepare } from '../world.ts';
import { existing, loadCnis, proxyModesWith, send } from './index.ts';
import type { Cluster } from './types.ts';

const plugins = await loadCnis();
const kinds = plugins.flatMap(({ name: cni }) =>
  proxyModesWith(cni).map(({ name: proxyMode }) => ({ cni, proxyMode })),
);
for (const { proxyMode } of kinds)
  await prepare({ ...defaultSpec, loadBalancer: 'metallb', proxyMode });

const manifests = `
apiVersion: v1
kind: Pod
metadata: {name: web-1, labels: {app: web}}
spec: {nodeName: node-1, containers: [{name: web, image: nginx}]}
---
apiVersion: v1
kind: Pod
metadata: {name: web-2, labels: {app: web}}
spec: {nodeName: node-2, containers: [{name: web, image: nginx}]}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  type: LoadBalancer
  clusterIP: 10.96.0.80
  selector: {app: web}
  ports: [{port: 80, nodePort: 30080}]
`;
const withExternalIp = (ip: string) =>
  manifests.replace('clusterIP: 10.96.0.80', `clusterIP: 10.96.0.80\n  externalIPs: [${ip}]`);

const lan: Sender = { kind: 'host', name: 'lan-client' };

describe.each(kinds)('a client on the network of the nodes, $cni with $proxyMode', (kind) => {
  const cluster = clusterWith({ ...kind, loadBalancer: 'metallb' });

  it.each([
    ['a node port of one node', 'http://192.168.0.11:30080'],
    ['that of the other', 'http://192.168.0.12:30080'],
    ['an address that MetalLB announces', 'http://192.168.0.240'],
  ])('reaches %s', (_what, to) => {
    const trace = ask(cluster, to);
    expect(trace.outcome.result, tell(trace)).toBe('delivered');
    const [next] = machinesOn(trace).filter((machine) => machine !== 'host:lan-client');
    expect(next, 'ARP is enough, no router').toMatch(/^node:/);
  });

  it('comes in by the node whose speaker answers by ARP', () => {
    const entered = [0, 1, 2, 3].flatMap((attempt) =>
      ask(cluster, 'http://192.168.0.240', attempt).legs.flatMap(({ purpose, hops }) =>
        purpose === 'connect' ? (hops.find(({ step }) => step === 'cross')?.place.netns ?? []) : [],
      ),
    );
    // The SHA-256 sum of node-1#192.168.0.240 is smaller than that of node-2#….
    expect(new Set(entered)).toEqual(new Set(['node:node-1']));
  });

  it('does not know the way to a cluster IP', () => {
    const { outcome, legs } = ask(cluster, 'http://10.96.0.80');
    expect(outcome).toMatchObject({ result: 'timed-out', reason: 'no-route' });
    expect(legs[0]?.hops.at(-1)?.place.netns).toBe('host:router');
  });

  it('finds a Pod where a cloud’s router has routes', () => {
    const trace = ask(cluster, `http://${podAddress(cluster, 'web-1')}`);
    expect(trace.outcome.result, tell(trace)).toBe(
      kind.cni === 'kubenet' ? 'delivered' : 'timed-out',
    );
  });
});

describe('an external IP that is a node’s', () => {
  it.each(kinds.filter(({ proxyMode }) => proxyMode !== 'ipvs'))(
    'with $cni and $proxyMode',
    (kind) => {
      const cluster = clusterWith(kind, withExternalIp('192.168.0.12'));
      const trace = ask(cluster, 'http://192.168.0.12');
      expect(trace.outcome.result, tell(trace)).toBe('delivered');
    },
  );

  it('is lost to the other nodes in IPVS mode: each takes it for its own', () => {
    const cluster = clusterWith({ proxyMode: 'ipvs' }, withExternalIp('192.168.0.12'));
    const from: Sender = { kind: 'node', name: 'node-1' };
    const { outcome } = send(cluster, { from, to: 'icmp://192.168.0.12', attempt: 0 }).trace;
    expect(outcome).toMatchObject({ result: 'unreachable', reason: 'rejected-by-rule' });
  });
});

/** kube-ipvs0 makes every node the owner of such an address, and Linux answers by ARP for what it owns, on whichever interface. */
describe('an external IP on the nodes’ network that is no machine’s', () => {
  it.each<[Partial<ClusterSpec>, string]>([
    [{ proxyMode: 'iptables' }, 'unreachable (no-neighbor)'],
    [{ proxyMode: 'nftables' }, 'unreachable (no-neighbor)'],
    [{ proxyMode: 'ipvs' }, 'delivered ()'],
    // strictARP, which MetalLB asks for
    [{ proxyMode: 'ipvs', loadBalancer: 'metallb' }, 'unreachable (no-neighbor)'],
    [{ cni: 'cilium' }, 'unreachable (no-neighbor)'],
  ])('%j: %s', (kind, expected) => {
    const trace = ask(clusterWith(kind, withExternalIp('192.168.0.200')), 'http://192.168.0.200');
    const { result, reason = '' } = trace.outcome;
    expect(`${result} (${reason})`, tell(trace)).toBe(expected);
  });
});

it('is not there where a node has its address', () => {
  const node = `apiVersion: v1
kind: Node
metadata: {name: node-1}
status: {addresses: [{type: InternalIP, address: 192.168.0.5}]}
`;
  expect(build(node, defaultSpec).cluster.namespaces.has('host:lan-client')).toBe(false);
});

/**
 * Who leaves the cluster wears the address of their own node, whatever the plugin calls it: Flannel's and kubenet's masquerading,
 * Calico's natOutgoing, kindnet's and Weave's rules, Cilium's bpf.masquerade. Between Pods nothing is masqueraded.
 */
describe.each(plugins)('what leaves a Pod with $title', ({ name: cni }) => {
  const cluster = clusterWith({ cni });
  const seenBy = (from: string, to: string) => {
    const sender: Sender = { kind: 'pod', namespace: 'default', name: from };
    const trace = send(cluster, { from: sender, to, attempt: 0 }).trace;
    expect(trace.outcome.result, tell(trace)).toBe('delivered');
    const packet = trace.legs[0]?.hops.at(-1)?.after;
    return packet && innermost(packet).source;
  };

  it.each([
    ['web-1', '192.168.0.11'],
    ['web-2', '192.168.0.12'],
  ])('of %s to the internet, or to a machine next to the nodes, comes from %s', (from, node) => {
    for (const to of ['203.0.113.50', '192.168.0.5', '192.168.0.10'])
      expect(seenBy(from, `icmp://${to}`), to).toBe(node);
  });

  it('to a Pod of another node keeps its address', () => {
    const [one, other] = ['web-1', 'web-2'].map((pod) => podAddress(cluster, pod));
    expect(seenBy('web-1', `icmp://${other}`)).toBe(one);
  });
});

function clusterWith(kind: Partial<ClusterSpec>, text = manifests): Cluster {
  const { cluster, problems } = build(text, existing({ ...defaultSpec, ...kind }));
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return cluster;
}

function ask(cluster: Cluster, to: string, attempt = 0): Trace {
  return send(cluster, { from: lan, to, attempt }).trace;
}

function podAddress({ store }: Cluster, name: string): string {
  return store.get('Pod', 'default', name)?.status?.podIP ?? '';
}

function machinesOn({ legs }: Trace): readonly string[] {
  return legs.flatMap(({ hops }) => hops.map(({ place }) => place.netns));
}

function tell({ outcome, legs }: Trace): string {
  const hops = legs.flatMap(({ purpose, hops: all }) =>
    all.map(({ step, place, after: { source, destination } }) =>
      [purpose, step, place.netns, place.at, source, destination].join(' '),
    ),
  );
  return [`${outcome.result} (${outcome.reason ?? ''})`, ...hops].join('\n');
}
