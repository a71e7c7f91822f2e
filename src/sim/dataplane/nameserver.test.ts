import { describe, expect, it, test } from 'vitest';
import { loadCorefileReader } from '../dns/index.ts';
import { defaultSpec } from '../spec.ts';
import type { Trace } from '../trace/index.ts';
import { build } from '../world.ts';
import { send } from './index.ts';
import { freshState, type KernelState } from './memory.ts';

await loadCorefileReader();

const client = `
apiVersion: v1
kind: Pod
metadata: {name: client}
spec: {containers: [{name: shell, image: busybox, command: [sleep, infinity]}]}
`;
const noCoreDns = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: coredns, namespace: kube-system, labels: {k8s-app: kube-dns}}
spec:
  replicas: 0
  selector: {matchLabels: {k8s-app: kube-dns}}
  template:
    metadata: {labels: {k8s-app: kube-dns}}
    spec: {containers: [{name: coredns, image: coredns}]}
`;
const alias = `
apiVersion: v1
kind: Service
metadata: {name: vendor}
spec: {type: ExternalName, externalName: www.example.com}
`;

const joined = (...documents: readonly string[]): string => documents.join('---\n');

function corefile(text: string): string {
  const lines = text.trim().split('\n');
  return `
apiVersion: v1
kind: ConfigMap
metadata: {name: coredns, namespace: kube-system}
data:
  Corefile: |
${lines.map((line) => `    ${line}`).join('\n')}
`;
}

function ask(text: string, to: string, state: KernelState = freshState, attempt = 0) {
  const { cluster, problems } = build(text, defaultSpec);
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  const from = { kind: 'pod', namespace: 'default', name: 'client' } as const;
  return send(cluster, { from, to, attempt }, state);
}

/** Every query and answer: who sent it to whom, and what it was about. */
function queries({ legs }: Trace): readonly string[] {
  return legs.flatMap(({ purpose, hops }) => {
    const sent = hops.find(({ step }) => step === 'send')?.after;
    if (sent?.payload?.carries !== 'dns') return [];
    const { question, answer } = sent.payload;
    return `${purpose === 'dns-query' ? 'asks' : answer?.rcode} ${question.name} ${sent.destination}`;
  });
}

describe('a name that CoreDNS does not know', () => {
  const { trace } = ask(client, 'dns://www.example.com.');

  it('is asked of the resolver outside, as packets', () => {
    expect(queries(trace)).toEqual([
      'asks www.example.com. 10.96.0.10',
      'asks www.example.com. 203.0.113.53',
      expect.stringMatching(/^NOERROR www\.example\.com\. 192\.168\.0\.1[12]$/) as string,
      expect.stringMatching(/^NOERROR www\.example\.com\. 10\.244\.\d\.\d$/) as string,
    ]);
    expect(trace.outcome.says).toBe('www.example.com. has address 198.51.100.80');
  });

  it('leaves the node under the node’s address', () => {
    const rewrites = trace.legs[1]?.hops.flatMap((hop) =>
      hop.step === 'netfilter' ? (hop.rewrite ?? []) : [],
    );
    expect(rewrites).toEqual(['snat']);
    expect(trace.legs[1]?.hops[0]).toMatchObject({ step: 'forward', server: '203.0.113.53' });
  });

  it('is tried below each search domain first, and only what CoreDNS does not know goes out', () => {
    const asked = queries(ask(client, 'http://www.example.com').trace);
    expect(asked.filter((line) => line.startsWith('asks'))).toEqual([
      'asks www.example.com.default.svc.cluster.local. 10.96.0.10',
      'asks www.example.com.svc.cluster.local. 10.96.0.10',
      'asks www.example.com.cluster.local. 10.96.0.10',
      'asks www.example.com. 10.96.0.10',
      'asks www.example.com. 203.0.113.53',
    ]);
  });

  it('may be what an alias leads to', () => {
    const { trace: led } = ask(joined(client, alias), 'http://vendor');
    expect(led.outcome).toMatchObject({ result: 'delivered', says: 'HTTP/1.1 200 OK' });
    expect(queries(led)[1]).toBe('asks www.example.com. 203.0.113.53');
  });

  it('is remembered by the CoreDNS that asked, for 30 seconds', () => {
    const tries = Array.from({ length: 6 });
    let { state } = ask(client, 'dns://www.example.com.');
    const asked = tries.map((_, index) => {
      const next = ask(client, 'dns://www.example.com.', state, index + 1);
      ({ state } = next);
      return queries(next.trace).length;
    });
    expect(new Set(asked)).toEqual(new Set([2, 4]));
    expect(asked.filter((count) => count === 4)).toHaveLength(1);
    const later = { ...state, nowSeconds: state.nowSeconds + 30 };
    expect(queries(ask(client, 'dns://www.example.com.', later).trace)).toHaveLength(4);
  });
});

describe('when there is no CoreDNS', () => {
  it('kube-proxy refuses, and the lookup ends at once', () => {
    const { legs, outcome } = ask(joined(client, noCoreDns), 'http://web').trace;
    expect(legs.map(({ purpose }) => purpose)).toEqual(['dns-query', 'icmp-error']);
    expect(outcome).toMatchObject({
      result: 'unresolved',
      reason: 'no-endpoints',
      waitedFor: 'name',
      lookupSeconds: 0,
    });
  });
});

test.each([
  ['a name server that nobody is', '[198.51.100.7]', '', 10],
  ['three of them', '[198.51.100.7, 198.51.100.8, 198.51.100.9]', '', 28],
  [
    'less patience',
    '[198.51.100.7]',
    ', options: [{name: timeout, value: "1"}, {name: attempts, value: "3"}]',
    3,
  ],
])('%s: %s%s is waited for %i seconds', (_, servers, options, seconds) => {
  const policy = `dnsPolicy: None, dnsConfig: {nameservers: ${servers}${options}}, containers`;
  const { outcome, legs } = ask(client.replace('containers', policy), 'dns://web').trace;
  expect(outcome).toMatchObject({ result: 'unresolved', lookupSeconds: seconds });
  expect(legs).toHaveLength(servers.split(',').length);
});

it('the next name server is asked after one that does not answer', () => {
  const policy =
    'dnsConfig: {nameservers: [198.51.100.7, 10.96.0.10]}, dnsPolicy: None, containers';
  const { outcome, legs } = ask(
    client.replace('containers', policy),
    'dns://kubernetes.default.svc.cluster.local',
  ).trace;
  expect(outcome.result).toBe('delivered');
  expect(legs[1]?.hops[0]).toMatchObject({
    step: 'resolve',
    insteadOf: { server: '198.51.100.7', waitedSeconds: 5 },
  });
});

describe('a Corefile of one’s own', () => {
  const cluster = 'kubernetes cluster.local {\npods verified\n}';

  it.each([
    [
      'without forward',
      `. {\n${cluster}\n}`,
      'example.com.',
      'Host example.com. not found: 2(SERVFAIL)',
    ],
    [
      'forwards to nobody',
      `. {\nforward . 198.51.100.7\n}`,
      'example.com.',
      'Host example.com. not found: 2(SERVFAIL)',
    ],
    [
      'forwards to itself',
      `. {\nforward . 10.96.0.10\n}`,
      'example.com.',
      'Host example.com. not found: 2(SERVFAIL)',
    ],
    [
      'is not for this zone',
      `cluster.local {\n${cluster}\n}`,
      'example.com.',
      'Host example.com. not found: 2(SERVFAIL)',
    ],
    [
      'has hosts',
      `. {\nhosts {\n192.0.2.7 db.corp\nfallthrough\n}\n${cluster}\n}`,
      'db.corp.',
      'db.corp. has address 192.0.2.7',
    ],
    [
      'has a stub domain',
      `corp.example {\nforward . 203.0.113.53\n}\n. {\n${cluster}\n}`,
      'www.corp.example.',
      'Host www.corp.example. not found: 3(NXDOMAIN)',
    ],
    [
      'rewrites',
      `. {\nrewrite name db.corp example.com\nforward . /etc/resolv.conf\n}`,
      'db.corp.',
      'db.corp. has address 198.51.100.80',
    ],
    [
      'has no pod records',
      `. {\nkubernetes cluster.local\n}`,
      '10-244-1-2.default.pod.cluster.local.',
      'Host 10-244-1-2.default.pod.cluster.local. not found: 3(NXDOMAIN)',
    ],
    [
      'verifies Pods',
      `. {\n${cluster}\n}`,
      '10-244-9-9.default.pod.cluster.local.',
      'Host 10-244-9-9.default.pod.cluster.local. not found: 3(NXDOMAIN)',
    ],
  ])('%s', (_, text, name, says) => {
    expect(ask(joined(client, corefile(text)), `dns://${name}`).trace.outcome.says).toBe(says);
  });

  it('an alias that the server leads back to itself ends', () => {
    const round = `. {\nrewrite name www.example.com vendor.default.svc.cluster.local\n${cluster}\n}`;
    const { outcome } = ask(joined(client, alias, corefile(round)), 'dns://vendor').trace;
    expect(outcome.result).toBe('unresolved');
  });
});
