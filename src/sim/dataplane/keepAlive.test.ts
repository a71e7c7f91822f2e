import { describe, expect, it } from 'vitest';
import { defaultSpec } from '../spec.ts';
import { atRest, clusterAt, unfold } from '../timeline/index.ts';
import type { Keeping, Request, Trace } from '../trace/index.ts';
import { build } from '../world.ts';
import { send } from './index.ts';
import type { Sent } from './exchange.ts';
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
function talk(how: Keeping, through: readonly Cluster[]): readonly Trace[] {
  let state: KernelState = freshState;
  return through.map((each, attempt) => {
    const from = { kind: 'pod', namespace: 'default', name: 'client' } as const;
    const request: Request = { from, to: 'http://web', attempt, ...how };
    const sent = send(each, request, state);
    state = sent.state;
    return sent.trace;
  });
}

const kept = { reuse: true, keepAlive: true } as const;
const often = Array.from({ length: 20 }, () => cluster);
const serversOf = (traces: readonly Trace[]): ReadonlySet<string | undefined> =>
  new Set(traces.map(({ outcome }) => outcome.answeredBy));

describe('a connection that is used again', () => {
  it('stays with one endpoint, while new connections are spread', () => {
    expect(serversOf(talk(kept, often)).size).toBe(1);
    expect(serversOf(talk({}, often)).size).toBe(3);
  });

  it('asks no name server again, and shakes no hands', () => {
    const [first, second] = talk(kept, often);
    expect(first?.legs.map(({ purpose }) => purpose)).toContain('connect');
    expect(second?.legs.map(({ purpose }) => purpose)).toEqual(['request', 'response']);
  });

  it('is closed by a request that does not keep it', () => {
    const from = { kind: 'pod', namespace: 'default', name: 'client' } as const;
    const ask = (how: Keeping, { state }: { readonly state: KernelState }) =>
      send(cluster, { from, to: 'http://web', attempt: 0, ...how }, state);
    const purposes = ({ trace }: Sent) => trace.legs.map(({ purpose }) => purpose);
    const last = ask({ reuse: true }, ask(kept, { state: freshState }));
    expect(purposes(last)).toEqual([
      'request',
      'response',
      'active-close',
      'passive-close',
      'last-ack',
    ]);
    expect(purposes(ask({ reuse: true }, last))).toContain('connect');
  });

  it('goes to its Pod while that stops, though no rule leads there any more; then it is lost', () => {
    const [first] = talk(kept, often);
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
    const [, late, lost] = talk(kept, clusters);
    expect(late?.outcome.answeredBy).toBe(`pod:default/${name}`);
    // Whose connection stands does not believe one error, and goes on repeating; who opens one does.
    expect(lost?.outcome).toMatchObject({
      result: 'timed-out',
      reason: 'no-neighbor',
      waitedFor: 'answer',
      says: 'curl: (56) Recv failure: No route to host',
    });
    expect(lost?.legs.map(({ purpose }) => purpose)).toEqual(['request', 'icmp-error']);
    expect(talk({}, clusters).at(-1)?.outcome.result).toBe('delivered');
  });
});

it('a timeout tells what was waited for', () => {
  const from = { kind: 'host', name: 'client' } as const;
  const { outcome } = send(cluster, { from, to: 'http://192.168.0.77', attempt: 0 }).trace;
  expect(outcome).toMatchObject({ result: 'unreachable' });
  const lost = send(cluster, { from, to: 'http://10.96.200.200', attempt: 0 }).trace;
  expect(lost.outcome).toMatchObject({ result: 'timed-out', waitedFor: 'connection' });
});
