import { describe, expect, test } from 'vitest';
import { defaultSpec } from '../../spec.ts';
import type { Hop, Sender } from '../../trace/types.ts';
import { build } from '../../world.ts';
import { prepare, send } from '../index.ts';

const nftables = { ...defaultSpec, proxyMode: 'nftables' };
const ipvs = { ...defaultSpec, proxyMode: 'ipvs' };
await Promise.all([nftables, ipvs].map(prepare));

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
  ipvs: build(text, ipvs).cluster,
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
    ['no endpoints, asked by a node', node, 'http://10.96.0.81/', 'refused (no-endpoints)'],
  ])('%s', (_name, from, to, expected) => {
    expect(story('iptables', from, to)).toContain(expected);
    for (const mode of ['nftables', 'ipvs'] as const)
      expect(story(mode, from, to), mode).toBe(story('iptables', from, to));
  });
});

describe('the modes differ', () => {
  test.each<[string, Sender, string, string, string, string]>([
    [
      'a port a Service does not have',
      client,
      'http://10.96.0.80:81/',
      'timed-out (no-route)',
      'refused (rejected-by-rule)',
      'refused (rejected-by-rule)',
    ],
    [
      'an address no Service has',
      client,
      'http://10.96.0.99/',
      'timed-out (no-route)',
      'timed-out (dropped-by-rule)',
      'timed-out (no-route)',
    ],
    [
      'no endpoint on this node',
      client,
      'http://10.96.0.82/',
      'timed-out (no-local-endpoints)',
      'timed-out (no-local-endpoints)',
      'refused (no-local-endpoints)',
    ],
    [
      'a node port on loopback',
      node,
      'http://127.0.0.1:30080/',
      'delivered from 10.244.1.1',
      'refused (nothing-listens)',
      'refused (nothing-listens)',
    ],
    // kubernetes/website#41002: it answered until 1.27.
    [
      'a ping to a Service',
      client,
      'icmp://10.96.0.80',
      'timed-out (no-route)',
      'unreachable (rejected-by-rule)',
      'unreachable (rejected-by-rule)',
    ],
  ])('%s', (_name, from, to, inIptables, inNftables, inIpvs) => {
    expect({
      iptables: story('iptables', from, to),
      nftables: story('nftables', from, to),
      ipvs: story('ipvs', from, to),
    }).toEqual({ iptables: inIptables, nftables: inNftables, ipvs: inIpvs });
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

describe('IPVS mode', () => {
  const stepsOf = (from: Sender, to: string) =>
    ask('ipvs', from, to).legs.map(({ purpose, hops }) => ({
      purpose,
      hops: hops.filter(
        ({ place, before }) => place.netns === 'node:node-2' && before.payload?.carries !== 'vxlan',
      ),
    }));

  test('a request of a Pod comes up to INPUT, is sent on from there, and its answer turned round in FORWARD', () => {
    const [connect, accept] = stepsOf(client, 'http://10.96.0.80/');
    const places = (leg: typeof connect) =>
      leg?.hops.map(({ step, place }) => `${step} ${place.at}`);
    expect(places(connect)?.slice(3, 9)).toEqual([
      'route routing',
      'netfilter hook:INPUT',
      'ipvs hook:INPUT',
      'route routing',
      'netfilter hook:OUTPUT',
      'netfilter hook:POSTROUTING',
    ]);
    expect(places(accept)).toContain('ipvs hook:FORWARD');
  });

  test('a hop names the virtual server, the scheduler and the real server, and why', () => {
    const hop = stepsOf(client, 'http://10.96.0.80/')
      .flatMap(({ hops }) => hops)
      .find((each) => each.step === 'ipvs');
    expect(hop).toMatchObject({
      virtualServer: 'TCP 10.96.0.80:80',
      scheduler: 'rr',
      realServer: expect.stringMatching(/^10\.244\.1\.\d+:80$/) as string,
      by: 'scheduler',
      direction: 'request',
    });
    const fields = hop?.because.map(({ kind, path }) => `${kind} ${path}`);
    expect(fields).toContain('Service spec.ports[0].targetPort');
    expect(fields).toContain('Service spec.clusterIP');
    expect(fields).toContain('Pod metadata.labels');
  });

  test('what a node itself asks comes from the Service address until it is masqueraded', () => {
    const [connect] = ask('ipvs', node, 'http://10.96.0.80/').legs;
    const sources = [...new Set(connect?.hops.map(({ after }) => after.source))];
    expect(sources).toEqual(['10.96.0.80', '10.244.1.1']);
  });

  test('turns are taken over requests, as kernels remember them', () => {
    const two = build(
      `${text.replace('name: web, labels', 'name: other, labels')}---${text}`,
      ipvs,
    );
    let state: ReturnType<typeof send>['state'] | undefined;
    const answeredBy = [0, 1, 2, 3].map((attempt) => {
      const sent = send(two.cluster, { from: client, to: 'http://10.96.0.80/', attempt }, state);
      ({ state } = sent);
      return sent.trace.outcome.answeredBy;
    });
    expect(new Set(answeredBy.slice(0, 2)).size).toBe(2);
    expect(answeredBy.slice(2)).toEqual(answeredBy.slice(0, 2));
  });
});
