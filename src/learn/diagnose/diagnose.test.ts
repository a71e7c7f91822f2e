import { describe, expect, test } from 'vitest';
import en from '../../i18n/en/late.ts';
import { findingPhrase, fixPhrase, type LateMessages } from '../../i18n/index.ts';
import ko from '../../i18n/ko/late.ts';
import { plain } from '../../i18n/phrase.ts';
import { installCustomKinds } from '../../sim/api/index.ts';
import { loadCnis, prepare, send } from '../../sim/dataplane/index.ts';
import { parsePath } from '../../sim/manifest/index.ts';
import { defaultSpec } from '../../sim/spec.ts';
import { build, loadEdge } from '../../sim/world.ts';
import { ip, type Packet } from '../../sim/net/index.ts';
import type { Request, StopReason, Trace } from '../../sim/trace/types.ts';
import { diagnose, findingsMax, type Finding, type FindingCode, type Fix } from './index.ts';
import {
  client,
  fromClient,
  mistakes as serviceMistakes,
  pod,
  service,
  webPod,
  webService,
  type Manifest,
  type Mistake,
} from './mistakes.ts';
import { edgeMistakes } from './edgeMistakes.ts';

const mistakes = [...serviceMistakes, ...edgeMistakes];

const otherModes = ['nftables', 'ipvs'];
await Promise.all([
  loadCnis(),
  installCustomKinds(),
  loadEdge(),
  ...otherModes.map((proxyMode) => prepare({ ...defaultSpec, proxyMode })),
]);

describe('a mistake is found, and its fix removes it', () => {
  test.each(mistakes.map((row) => [row.mistake, row] as const))('%s', (_mistake, row) => {
    const trace = run(row);
    const findings = explain(row);
    expect(
      findings.map(({ code }) => code),
      JSON.stringify(trace.outcome),
    ).toEqual(row.found);
    const [finding] = findings;
    if (!finding) return;
    for (const words of row.says) expect(spoken(en, finding)).toContain(words);
    if (row.at !== undefined) expect(where(finding)).toBe(row.at);
    if (row.leads === 'no fix') return expect(finding.fix).toBeUndefined();
    const mended = mend(row, finding.code);
    expect(explain(mended).map(({ code }) => code)).not.toContain(finding.code);
    if (row.leads === 'not checked') return;
    expect(run(mended).outcome).toMatchObject({
      result: row.leads ?? 'delivered',
    });
  });
});

describe.each(otherModes)('a mistake is found in %s mode', (proxyMode) => {
  const everywhere = mistakes.filter((row) => row.proxyMode === undefined);
  test.each(everywhere.map((row) => [row.mistake, row] as const))('%s', (_mistake, row) => {
    const asked = { ...row, proxyMode };
    const found = row.inModes?.[proxyMode] ?? row.found;
    expect(
      explain(asked).map(({ code }) => code),
      JSON.stringify(run(asked).outcome),
    ).toEqual(found);
  });
});

test('policy Local in IPVS mode: who answers is on another node, and the client did not ask it', async () => {
  const spec = { ...defaultSpec, cni: 'calico', proxyMode: 'ipvs' };
  await prepare(spec);
  const row = mistakes.find(({ found }) => found.includes('no-local-endpoints'));
  const text = (row?.manifests ?? []).map((each) => JSON.stringify(each)).join('\n---\n');
  const { cluster } = build(text, spec);
  const from = { kind: 'host', name: 'client' } as const;
  const { trace } = send(cluster, { from, to: row?.to ?? '', attempt: 0 });
  expect(trace.outcome.result).not.toBe('delivered');
  expect(diagnose(cluster, trace).map(({ code }) => code)).toEqual(['no-local-endpoints']);
});

describe('what works has no findings', () => {
  test.each(['web', 'http://web.default.svc.cluster.local/', 'dns://web'])('%s', (to) => {
    expect(explain({ manifests: [client, webPod, webService], to })).toEqual([]);
  });
});

test('a Pod that is led back to itself works, and is told why', () => {
  const manifests = [pod('web-1', { labels: { app: 'web' } }), webService];
  const findings = explain({
    manifests,
    from: { kind: 'pod', namespace: 'default', name: 'web-1' },
    to: 'web',
  });
  expect(findings).toMatchObject([
    {
      code: 'sent-to-itself',
      severity: 'info',
      masqueraded: expect.stringMatching(/^10\.244\./) as string,
    },
  ]);
});

describe('what no request of ours can cause', () => {
  const { cluster, trace } = inWorld({
    manifests: [
      client,
      webPod,
      service('web', { clusterIP: '10.96.0.80', selector: { app: 'web' }, ports: [{ port: 80 }] }),
    ],
    to: 'dns://web',
  });

  test('a ping to a cluster IP', () => {
    const ping = packet(ip('10.96.0.80'), {
      protocol: 'ICMP',
      type: 'echo-request',
      identifier: 1,
    });
    const findings = diagnose(cluster, ended(trace, ping, 'no-answer'));
    expect(findings.map(({ code }) => code)).toEqual(['cluster-ip-ping']);
    for (const messages of [en, ko])
      expect(findings.map((finding) => spoken(messages, finding)).join()).toContain('10.96.0.80');
  });

  test('an address that somebody has, and no route to it', () => {
    const syn = packet(ip('192.168.0.11'), {
      protocol: 'TCP',
      sourcePort: 40000,
      destinationPort: 80,
      flags: ['SYN'],
    });
    const findings = diagnose(cluster, ended(trace, syn, 'no-route'));
    expect(findings).toMatchObject([
      { code: 'network-unreachable', address: '192.168.0.11', place: 'client' },
    ]);
    for (const messages of [en, ko])
      expect(findings.map((finding) => spoken(messages, finding)).join()).toContain('192.168.0.11');
  });
});

test('both languages say every finding, and never too many at once', () => {
  const all = mistakes.map((row) => explain(row));
  expect(Math.max(...all.map((findings) => findings.length))).toBeLessThanOrEqual(findingsMax);
  for (const finding of all.flat()) {
    expect(spoken(en, finding)).toMatch(/^\S.*[.?]$/);
    expect(spoken(ko, finding)).toMatch(/^\S.*(?:다|요)(?:\(.*\))?\.$/);
    for (const text of [spoken(en, finding), spoken(ko, finding)])
      expect(text).not.toMatch(/undefined|\[object| {2}|\.\.( |$)/);
    if (finding.fix)
      for (const messages of [en, ko])
        expect(offered(messages, finding.fix)).not.toMatch(/undefined|\[object/);
  }
});

test('the sentences, to be read by people', async () => {
  const lines = mistakes.map((row) => {
    const findings = explain(row);
    const said = findings.flatMap((finding) =>
      [en, ko].map(
        (messages) =>
          `  ${spoken(messages, finding)}${finding.fix ? `\n  → ${offered(messages, finding.fix)}` : ''}`,
      ),
    );
    return [row.mistake, ...said].join('\n');
  });
  const text = lines.join('\n').replace(/-[a-z0-9]{8,10}-[a-z0-9]{5}\b/g, '-…');
  await expect(`${text}\n`).toMatchFileSnapshot('./diagnose.golden.txt');
});

type Case = Pick<Mistake, 'manifests' | 'from' | 'to' | 'proxyMode' | 'cni'>;

function run(row: Case): Trace {
  return inWorld(row).trace;
}

function explain(row: Case): readonly Finding[] {
  const { cluster, trace } = inWorld(row);
  return diagnose(cluster, trace);
}

function inWorld({ manifests, from = fromClient, to, ...choice }: Case) {
  const text = manifests.map((each) => JSON.stringify(each)).join('\n---\n');
  const world = build(text, { ...defaultSpec, ...choice });
  expect(world.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  const { cluster } = world;
  const address = (name: string): string =>
    cluster.store.get('Pod', 'default', name)?.status?.podIP ?? '';
  const request: Request = {
    from,
    to: to.replace(/\{(.*)\}/, (_, name: string) => address(name)),
    attempt: 0,
  };
  return { cluster, trace: send(cluster, request).trace };
}

/** How many fixes one mistake may take: a Service that is to be reached from outside needs another type, and another request. */
const fixesMax = 2;

function mend(row: Mistake, code: FindingCode): Case {
  let mended: Case = row;
  for (let fixes = 0; fixes < fixesMax; fixes++) {
    const fix = explain(mended).find((finding) => finding.code === code)?.fix;
    if (fix) mended = applied(mended, fix);
  }
  return mended;
}

function applied(row: Case, fix: Fix): Case {
  if (fix.fix === 'send-to') return { ...row, to: fix.to };
  const { ref, value } = fix;
  const manifests = row.manifests.map((manifest) => {
    const { metadata, kind } = manifest;
    const isIt =
      kind === ref.kind &&
      metadata.name === ref.name &&
      (metadata.namespace ?? 'default') === ref.namespace;
    return isIt ? (set(manifest, parsePath(ref.path), value) as Manifest) : manifest;
  });
  expect(manifests).not.toEqual(row.manifests);
  return { ...row, manifests };
}

function set(
  holder: unknown,
  [step, ...rest]: readonly (string | number)[],
  value: unknown,
): unknown {
  if (step === undefined) return value;
  if (Array.isArray(holder))
    return holder.map((item, index) =>
      index === step ? set(item, rest, value) : (item as unknown),
    );
  const fields = (holder ?? {}) as Readonly<Record<string, unknown>>;
  return { ...fields, [step]: set(fields[step], rest, value) };
}

function where({ evidence: [first] }: Finding): string {
  return first ? `${first.kind} ${first.name} ${first.path}` : '';
}

function spoken(messages: LateMessages, finding: Finding): string {
  return plain(findingPhrase(messages, finding));
}

function offered(messages: LateMessages, fix: Fix): string {
  return plain(fixPhrase(messages, fix));
}

function packet(destination: Packet['destination'], transport: Packet['transport']): Packet {
  return { source: ip('10.244.1.3'), destination, ttl: 64, transport };
}

/** A request that ended at once where it was sent. */
function ended({ request }: Trace, sent: Packet, reason: StopReason): Trace {
  const common = {
    place: { netns: 'pod:default/client', at: 'routing' },
    before: sent,
    after: sent,
    because: [],
  } as const;
  const hops = [
    { ...common, step: 'send', process: 'main' },
    { ...common, step: 'stop', reason, answer: 'silence', passes: [], looks: [] },
  ] as const;
  const outcome = {
    result: 'timed-out',
    reason,
    at: { leg: 0, hop: 1 },
    because: [],
    says: '',
  } as const;
  return {
    request: { ...request, to: sent.destination },
    legs: [{ purpose: 'connect', hops, end: 'stopped' }],
    outcome,
  };
}
