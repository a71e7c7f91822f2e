import { describe, expect, it } from 'vitest';
import { send } from '../dataplane/index.ts';
import { defaultSpec } from '../spec.ts';
import { build } from '../world.ts';
import { loadTroubles } from './index.ts';

await loadTroubles();

/** A Pod `web` with these containers, and a Service `web` in front of it. */
const manifest = (annotations: string, containers: string, more = ''): string => `
apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}, annotations: {${annotations}}}
spec: {${more}containers: [${containers}]}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{port: 80}]}
`;

interface Seen {
  readonly ready: string | undefined;
  readonly crashing: readonly string[];
  readonly events: readonly string[];
}

function run(text: string): Seen {
  const { store } = build(text, defaultSpec).cluster;
  const { status } = store.get('Pod', 'default', 'web') ?? {};
  return {
    ready: status?.conditions.find(({ type }) => type === 'Ready')?.status,
    crashing: (status?.containerStatuses ?? [])
      .filter(({ state }) => state?.waiting?.reason === 'CrashLoopBackOff')
      .map(({ name }) => name),
    events: store.list('Event').map(({ reason, message }) => `${reason}: ${message}`),
  };
}

const nginx = (probe: string): string => `{name: web, image: nginx, ${probe}}`;
const redis = `{name: redis, image: registry.example/redis-like}`;

describe('a readiness probe asks what listens', () => {
  it.each([
    ['on the right port', 'readinessProbe: {httpGet: {path: /, port: 80}}', ''],
    [
      'on another port',
      'readinessProbe: {httpGet: {path: /ready, port: 8080}}',
      'Get "http://10.244.1.3:8080/ready": dial tcp 10.244.1.3:8080: connect: connection refused',
    ],
    [
      'by TCP, on another port',
      'readinessProbe: {tcpSocket: {port: 8080}}',
      'dial tcp 10.244.1.3:8080: connect: connection refused',
    ],
    [
      'on a named port',
      'ports: [{name: http, containerPort: 81}], readinessProbe: {tcpSocket: {port: http}}',
      'dial tcp 10.244.1.3:81: connect: connection refused',
    ],
    ['what runs a command is believed', 'readinessProbe: {exec: {command: [check]}}', ''],
  ])('%s', (_, probe, failure) => {
    const seen = run(manifest('', nginx(probe)));
    expect(seen).toEqual({
      ready: failure === '' ? 'True' : 'False',
      crashing: [],
      events: failure === '' ? [] : [`Unhealthy: Readiness probe failed: ${failure}`],
    });
  });

  it('for a path that the annotation gives another status', () => {
    const probe = nginx('readinessProbe: {httpGet: {path: /healthz, port: 80}}');
    expect(run(manifest('podpath.dev/paths: "web=/:200"', probe)).events).toEqual([
      'Unhealthy: Readiness probe failed: HTTP probe failed with statuscode: 404',
    ]);
    expect(run(manifest('podpath.dev/paths: "web=/healthz:204"', probe)).ready).toBe('True');
  });

  it('and is overruled by podpath.dev/ready', () => {
    const probe = nginx('readinessProbe: {tcpSocket: {port: 8080}}');
    expect(run(manifest('podpath.dev/ready: "true"', probe)).ready).toBe('True');
  });

  it('of whose image nothing is known, and is taken to succeed', () => {
    const text = manifest(
      '',
      '{name: web, image: registry.example/app, readinessProbe: {tcpSocket: {port: 81}}}',
    );
    expect(run(text).ready).toBe('True');
  });
});

describe('a container ends again and again', () => {
  it.each([
    [
      'its command is done at once',
      '',
      '{name: web, image: busybox, command: [/bin/false]}',
      ['web'],
    ],
    [
      'its script is',
      '',
      '{name: web, image: busybox, command: [sh, -c, "echo hello; exit 1"]}',
      ['web'],
    ],
    [
      'a later one cannot bind a port',
      '',
      '{name: one, image: nginx}, {name: two, image: httpd}',
      ['two'],
    ],
    ['its liveness probe fails', '', nginx('livenessProbe: {tcpSocket: {port: 8080}}'), ['web']],
    ['the annotation says so', 'podpath.dev/exits: redis', redis, ['redis']],
    [
      'a Service of its name has put an address into its variable',
      'podpath.dev/exits: redis if WEB_PORT is not a number',
      redis,
      ['redis'],
    ],
    [
      'not, if its own variable is a number',
      'podpath.dev/exits: redis if WEB_PORT is not a number',
      '{name: redis, image: app, env: [{name: WEB_PORT, value: "6379"}]}',
      [],
    ],
    [
      'not, if it sleeps after',
      '',
      '{name: web, image: busybox, command: [sh, -c, "echo a; sleep 9"]}',
      [],
    ],
  ])('%s', (_, annotations, containers, crashing) => {
    const seen = run(manifest(annotations, containers));
    expect(seen.crashing).toEqual(crashing);
    expect(seen.ready).toBe(crashing.length === 0 ? 'True' : 'False');
    expect(seen.events.some((event) => event.startsWith('BackOff: '))).toBe(crashing.length > 0);
  });

  it('has no variables of Services without service links', () => {
    const annotations = 'podpath.dev/exits: redis if WEB_PORT is not a number';
    expect(run(manifest(annotations, redis, 'enableServiceLinks: false, ')).ready).toBe('True');
  });

  it('and what it would listen on is closed', () => {
    const { cluster } = build(manifest('podpath.dev/exits: web', nginx('')), defaultSpec);
    const from = { kind: 'node', name: 'node-1' } as const;
    const { outcome } = send(cluster, { from, to: 'http://10.244.1.3', attempt: 0 }).trace;
    expect(outcome).toMatchObject({ result: 'refused', reason: 'nothing-listens' });
  });
});

it('a web server answers the paths it has', () => {
  const { cluster } = build(
    manifest('podpath.dev/paths: "web=/:200,/old:301"', nginx('')),
    defaultSpec,
  );
  const says = ['/', '/?a=b', '/old', '/other'].map((path) => {
    const from = { kind: 'node', name: 'node-1' } as const;
    return send(cluster, { from, to: `http://10.244.1.3${path}`, attempt: 0 }).trace.outcome.says;
  });
  expect(says).toEqual([
    'HTTP/1.1 200 OK',
    'HTTP/1.1 200 OK',
    'HTTP/1.1 301 Moved Permanently',
    'HTTP/1.1 404 Not Found',
  ]);
});
