import { describe, expect, test } from 'vitest';
import { defaultSpec } from '../../spec.ts';
import type { Hop, Sender } from '../../trace/types.ts';
import { build } from '../../world.ts';
import { prepare, send } from '../index.ts';

const nftables = { ...defaultSpec, proxyMode: 'nftables' };
await prepare(nftables);

const text = `
apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
spec: {nodeName: node-1, containers: [{name: nginx, image: nginx}]}
---
apiVersion: v1
kind: Pod
metadata: {name: client}
spec: {nodeName: node-2, containers: [{name: shell, image: busybox}]}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  type: NodePort
  clusterIP: 10.96.0.80
  selector: {app: web}
  ports: [{port: 80, nodePort: 30080}]
---
apiVersion: v1
kind: Service
metadata: {name: empty}
spec: {clusterIP: 10.96.0.81, selector: {app: none}, ports: [{port: 80}]}
---
apiVersion: v1
kind: Service
metadata: {name: near}
spec:
  clusterIP: 10.96.0.82
  selector: {app: web}
  internalTrafficPolicy: Local
  ports: [{port: 80}]
`;
const client: Sender = { kind: 'pod', namespace: 'default', name: 'client' };
const web: Sender = { kind: 'pod', namespace: 'default', name: 'web' };
const node: Sender = { kind: 'node', name: 'node-1' };
const outside: Sender = { kind: 'host', name: 'client' };

const clusters = {
  iptables: build(text, defaultSpec).cluster,
  nftables: build(text, nftables).cluster,
};
const ask = (mode: keyof typeof clusters, from: Sender, to: string) =>
  send(clusters[mode], { from, to, attempt: 0 }).trace;

/** How it ended, and whom the server saw: the last of the packets that carried data to it. */
function story(mode: keyof typeof clusters, from: Sender, to: string): string {
  const { outcome, legs } = ask(mode, from, to);
  const request = legs.find(({ purpose }) => purpose === 'request')?.hops.at(-1)?.after;
  const seen = outcome.result === 'delivered' ? ` from ${request?.source}` : '';
  return `${outcome.result}${outcome.reason ? ` (${outcome.reason})` : ''}${seen}`;
}

describe('the modes agree', () => {
  test.each<[string, Sender, string, string]>([
    ['a cluster IP', client, 'http://10.96.0.80/', 'delivered from 10.244.2'],
    ['a Pod that reaches itself', web, 'http://10.96.0.80/', 'delivered from 10.244.1.1'],
    ['a node and a cluster IP', node, 'http://10.96.0.80/', 'delivered from 10.244.1.1'],
    [
      'a node port where the endpoint is',
      outside,
      'http://192.168.0.11:30080/',
      'delivered from 10.244.1.1',
    ],
    [
      'a node port where it is not',
      outside,
      'http://192.168.0.12:30080/',
      'delivered from 10.244.2.0',
    ],
    ['no endpoints', client, 'http://10.96.0.81/', 'refused (no-endpoints)'],
    ['no endpoint on this node', client, 'http://10.96.0.82/', 'timed-out (no-local-endpoints)'],
  ])('%s', (_name, from, to, expected) => {
    expect(story('iptables', from, to)).toContain(expected);
    expect(story('nftables', from, to)).toBe(story('iptables', from, to));
  });
});

describe('the modes differ', () => {
  test.each<[string, Sender, string, string, string]>([
    [
      'a port a Service does not have',
      client,
      'http://10.96.0.80:81/',
      'timed-out',
      'refused (rejected-by-rule)',
    ],
    [
      'an address no Service has',
      client,
      'http://10.96.0.99/',
      'timed-out',
      'timed-out (dropped-by-rule)',
    ],
    [
      'a node port on loopback',
      node,
      'http://127.0.0.1:30080/',
      'delivered',
      'refused (nothing-listens)',
    ],
  ])('%s', (_name, from, to, inIptables, inNftables) => {
    expect(story('iptables', from, to)).toContain(inIptables);
    expect(story('nftables', from, to)).toBe(inNftables);
    expect(story('iptables', from, to)).not.toBe(story('nftables', from, to));
  });

  test('an address no Service has does not leave the node', () => {
    const places = (mode: keyof typeof clusters) =>
      ask(mode, client, 'http://10.96.0.99/')
        .legs.at(-1)
        ?.hops.map(({ place }) => place.netns);
    expect(new Set(places('iptables'))).toContain('host:router');
    expect(new Set(places('nftables'))).toEqual(new Set(['pod:default/client', 'node:node-2']));
  });
});

describe('a node with rules of both kinds', () => {
  const { legs } = ask('nftables', outside, 'http://192.168.0.12:30080/');
  const hops = legs.flatMap((leg) =>
    leg.hops.filter((hop): hop is Hop<'netfilter'> => hop.step === 'netfilter'),
  );
  const tables = (hop: Hop<'netfilter'> | undefined) => [
    ...new Set(hop?.passes.map(({ table }) => table)),
  ];

  test('asks kube-proxy’s for DNAT, and both for SNAT until one translates', () => {
    expect(tables(hops.find(({ rewrite }) => rewrite === 'dnat'))).toEqual(['ip kube-proxy']);
    const snat = hops.find(({ rewrite }) => rewrite === 'snat');
    expect(tables(snat)).toEqual(['nat', 'ip kube-proxy']);
    expect(snat?.passes.at(-1)).toMatchObject({ chain: 'masquerading' });
  });

  test('asks those of nat once a connection', () => {
    const nat = /^(?:services|masquerading|FLANNEL-POSTRTG|nat-)/;
    const [first, ...later] = legs;
    // The tunnel's own packets are another connection.
    const asked = (leg: typeof first) =>
      leg?.hops.some(
        (hop) =>
          'passes' in hop &&
          hop.before.payload?.carries !== 'vxlan' &&
          hop.passes.some(({ chain }) => nat.test(chain)),
      );
    expect(asked(first)).toBe(true);
    expect(later.filter(asked)).toEqual([]);
  });

  test('tells which element of a map decided', () => {
    const dnat = hops.find(({ rewrite }) => rewrite === 'dnat');
    const elements = dnat?.passes.flatMap((pass) => ('element' in pass ? [pass.element] : []));
    expect(elements).toEqual([
      expect.stringMatching(/^tcp \. 30080 : goto external-\w{8}-default\/web\/tcp\/$/),
      expect.stringMatching(/^0 : 10\.244\.1\.\d+ \. 80$/),
    ]);
  });
});
