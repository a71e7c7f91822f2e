import { describe, expect, it } from 'vitest';
import { defaultSpec } from '../spec.ts';
import { atRest, clusterAt, unfold } from '../timeline/index.ts';
import type { Request, Trace } from '../trace/index.ts';
import { build } from '../world.ts';
import { send } from './index.ts';
import { freshState, type KernelState } from './memory.ts';
import type { Cluster } from './types.ts';

const { cluster } = build(
  `
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 3
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, image: nginx}]}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{port: 80}]}
---
apiVersion: v1
kind: Pod
metadata: {name: client}
spec: {containers: [{name: shell, image: busybox, command: [sleep, infinity]}]}
`,
  defaultSpec,
);

/** Requests one after the other, each knowing what the kernels remember of those before. */
function talk(reuse: boolean, through: readonly Cluster[]): readonly Trace[] {
  let state: KernelState = freshState;
  return through.map((each, attempt) => {
    const from = { kind: 'pod', namespace: 'default', name: 'client' } as const;
    const request: Request = { from, to: 'http://web', attempt, ...(reuse && { reuse }) };
    const sent = send(each, request, state);
    state = sent.state;
    return sent.trace;
  });
}

const often = Array.from({ length: 20 }, () => cluster);
const serversOf = (traces: readonly Trace[]): ReadonlySet<string | undefined> =>
  new Set(traces.map(({ outcome }) => outcome.answeredBy));

describe('a connection that is used again', () => {
  it('stays with one endpoint, while new connections are spread', () => {
    expect(serversOf(talk(true, often)).size).toBe(1);
    expect(serversOf(talk(false, often)).size).toBe(3);
  });

  it('asks no name server again, and shakes no hands', () => {
    const [first, second] = talk(true, often);
    expect(first?.legs.map(({ purpose }) => purpose)).toContain('connect');
    expect(second?.legs.map(({ purpose }) => purpose)).toEqual(['request', 'response']);
  });

  it('goes to its Pod while that stops, though no rule leads there any more; then it is lost', () => {
    const [first] = talk(true, often);
    const name = first?.outcome.answeredBy?.replace('pod:default/', '') ?? '';
    const story = unfold(
      atRest(cluster.store),
      [{ atMs: 0, action: { action: 'delete-pod', namespace: 'default', name } }],
      defaultSpec,
    );
    const stopping = story.findLast(({ store }) => store.get('Pod', 'default', name));
    const after = story.at(-1);
    if (!stopping || !after) throw new Error('the Pod stops');
    const clusters = [cluster, clusterAt(stopping, defaultSpec), clusterAt(after, defaultSpec)];
    const [, late, lost] = talk(true, clusters);
    expect(late?.outcome.answeredBy).toBe(`pod:default/${name}`);
    expect(lost?.outcome).toMatchObject({ result: 'unreachable', reason: 'no-neighbor' });
    expect(talk(false, clusters).at(-1)?.outcome.result).toBe('delivered');
  });
});

it('a timeout tells what was waited for', () => {
  const from = { kind: 'host', name: 'client' } as const;
  const { outcome } = send(cluster, { from, to: 'http://192.168.0.77', attempt: 0 }).trace;
  expect(outcome).toMatchObject({ result: 'unreachable' });
  const lost = send(cluster, { from, to: 'http://10.96.200.200', attempt: 0 }).trace;
  expect(lost.outcome).toMatchObject({ result: 'timed-out', waitedFor: 'connection' });
});
