import { describe, expect, it, test } from 'vitest';
import { defaultSpec } from '../spec.ts';
import type { Trace } from '../trace/index.ts';
import { build } from '../world.ts';
import { send } from './index.ts';
import { freshState } from './memory.ts';

const text = `
apiVersion: v1
kind: Pod
metadata: {name: client}
spec:
  hostAliases: [{ip: 192.0.2.7, hostnames: [old-db]}]
  containers: [{name: shell, image: busybox, command: [sleep, infinity]}]
---
apiVersion: v1
kind: Pod
metadata: {name: misled}
spec:
  dnsPolicy: None
  dnsConfig: {nameservers: [198.51.100.7]}
  containers: [{name: shell, image: busybox, command: [sleep, infinity]}]
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  serviceName: db
  replicas: 2
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec: {containers: [{name: db, image: nginx}]}
---
apiVersion: v1
kind: Service
metadata: {name: db}
spec: {clusterIP: None, selector: {app: db}, ports: [{name: http, port: 80}]}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {clusterIP: 10.96.0.20, selector: {app: db}, ports: [{name: http, port: 80}]}
`;
const { cluster } = build(text, defaultSpec);

function ask(to: string, name = 'client'): Trace {
  const from = { kind: 'pod', namespace: 'default', name } as const;
  return send(cluster, { from, to, attempt: 0 }, freshState).trace;
}

const svc = 'svc.cluster.local';

describe('a lookup says what host(1) would', () => {
  it.each`
    to                            | says
    ${'web'}                      | ${[`web has address 10.96.0.20`]}
    ${'web?type=A'}               | ${[`web.default.${svc} has address 10.96.0.20`]}
    ${'_http._tcp.web?type=SRV'}  | ${[`_http._tcp.web.default.${svc} has SRV record 0 100 80 web.default.${svc}.`]}
    ${'10.96.0.20?type=PTR'}      | ${[`20.0.96.10.in-addr.arpa domain name pointer web.default.${svc}.`]}
    ${'dns-version?type=TXT'}     | ${['dns-version.cluster.local descriptive text "1.1.0"']}
    ${'cluster.local.?type=NS'}   | ${[`cluster.local name server kube-dns.kube-system.${svc}.`]}
    ${'old-db'}                   | ${['old-db has address 192.0.2.7']}
    ${'web?type=AAAA'}            | ${['web has no AAAA record']}
    ${'nobody'}                   | ${['Host nobody not found: 3(NXDOMAIN)']}
    ${'_https._tcp.web?type=SRV'} | ${['Host _https._tcp.web not found: 3(NXDOMAIN)']}
  `('dns://$to', ({ to, says }: { to: string; says: readonly string[] }) => {
    expect(ask(`dns://${to}`).outcome.says.split('\n')).toEqual(says);
  });

  it('and each Pod of a StatefulSet has a record of its own', () => {
    const lines = ask('dns://_http._tcp.db?type=SRV').outcome.says.split('\n');
    const targets = new Set(lines.map((line) => line.split(' ').at(-1)));
    expect(targets).toEqual(new Set([`db-0.db.default.${svc}.`, `db-1.db.default.${svc}.`]));
  });
});

test.each`
  from        | to                      | outcome
  ${'client'} | ${'dns://nobody'}       | ${{ reason: 'name-not-found' }}
  ${'client'} | ${'dns://web?type=MX'}  | ${{ reason: 'name-without-record' }}
  ${'misled'} | ${'http://web'}         | ${{ waitedFor: 'name', says: 'curl: (6) Could not resolve host: web' }}
  ${'misled'} | ${'dns://web?type=SRV'} | ${{ waitedFor: 'name', says: ';; no servers could be reached' }}
`(
  'no such name, no such record and no answer are told apart: $from, $to',
  ({ from, to, outcome }: { from: string; to: string; outcome: object }) => {
    expect(ask(to, from).outcome).toMatchObject({ result: 'unresolved', ...outcome });
  },
);

it('asks with every domain of the search list, until a name has such a record', () => {
  const { legs } = ask('dns://dns-version?type=TXT');
  expect(legs.map(({ purpose }) => purpose)).toEqual(
    Array.from({ length: 3 }, () => ['dns-query', 'dns-answer']).flat(),
  );
});
