import { describe, expect, it } from 'vitest';
import { freshState, send, type KernelState } from '../dataplane/index.ts';
import { defaultSpec } from '../spec.ts';
import type { Trace } from '../trace/index.ts';
import { build } from '../world.ts';
import { atRest, clusterAt, later, unfold } from './index.ts';
import type { Moment } from './types.ts';

const text = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: echo}
spec:
  replicas: 1
  selector: {matchLabels: {app: echo}}
  template:
    metadata:
      labels: {app: echo}
      annotations: {podpath.dev/listens: "echo=9000/UDP,9000/TCP"}
    spec: {nodeName: node-2, containers: [{name: echo, image: example.com/echo}]}
---
apiVersion: v1
kind: Service
metadata: {name: echo}
spec:
  selector: {app: echo}
  ports: [{name: udp, port: 9000, protocol: UDP}, {name: tcp, port: 9000}]
---
apiVersion: v1
kind: Pod
metadata: {name: client}
spec: {nodeName: node-1, containers: [{name: shell, image: busybox, command: [sleep, infinity]}]}
`;

const { cluster: first } = build(text, defaultSpec);
const podIn = ({ store }: Pick<Moment, 'store'>) =>
  store.list('Pod').find(({ metadata }) => metadata.name.startsWith('echo'));
const old = podIn(first)?.metadata.name ?? '';

/** The Pod behind the Service is deleted after a minute. */
const story = unfold(
  atRest(first.store),
  [{ atMs: 60_000, action: { action: 'delete-pod', namespace: 'default', name: old } }],
  defaultSpec,
);
const indexOf = (finds: (moment: Moment) => boolean): number => {
  const index = story.findIndex(finds);
  if (index < 0) throw new Error('the story has this moment');
  return index;
};
/** The old Pod is gone, and the client's node has rules that know of none: those reject what is asked anew. */
const goneAt = indexOf(({ actor, proxied, store }) => {
  const isProxy = actor.by === 'kube-proxy' && actor.node === 'node-1';
  const slices = proxied.get('node-1')?.list('EndpointSlice') ?? [];
  const seen = slices.filter(({ metadata }) => metadata.name.startsWith('echo'));
  const isSeen = seen.some(({ endpoints }) => endpoints.length > 0);
  return isProxy && !isSeen && store.get('Pod', 'default', old) === undefined;
});
const lastAt = story.length - 1;

const from = { kind: 'pod', namespace: 'default', name: 'client' } as const;
const kept = { reuse: true, keepAlive: true } as const;

/** A datagram from a port that is kept, at a moment of the story. */
function sendAt(moment: number, state: KernelState) {
  const at = story[moment];
  const cluster = at ? clusterAt(at, defaultSpec) : first;
  return send(cluster, { from, to: 'udp://echo:9000', attempt: 0, ...kept }, state);
}

/** Requests at moments of the story, over what was kept open, each knowing what the kernels remember. */
function talk(to: string, keep: boolean, ...moments: readonly number[]): readonly Trace[] {
  let state: KernelState = freshState;
  let before = -1;
  return moments.map((moment, attempt) => {
    state = later(state, story, before, moment);
    before = moment;
    const at = story[moment];
    const cluster = at ? clusterAt(at, defaultSpec) : first;
    const sent = send(cluster, { from, to, attempt, ...(keep && kept) }, state);
    state = sent.state;
    return sent.trace;
  });
}

const ends = (traces: readonly Trace[]) =>
  traces.map(({ outcome }) => outcome.answeredBy?.replace('pod:default/', '') ?? outcome.result);
const last = story[lastAt];
const renewed = last && podIn(last)?.metadata.name;
const asked = 0;

describe('a UDP client that always sends from one port', () => {
  it('is led to the Pod that is gone until kube-proxy deletes the entry, then to the new one', () => {
    const traces = talk('udp://echo:9000', true, asked, goneAt, lastAt);
    expect(ends(traces)).toEqual([old, 'unreachable', renewed]);
    const ports = traces.map(({ legs }) => {
      const sent = legs.find(({ purpose }) => purpose === 'datagram')?.hops[0]?.before.transport;
      return sent?.protocol === 'UDP' && sent.sourcePort;
    });
    expect(new Set(ports).size).toBe(1);
  });

  it('would be led there for ever, were it not for kube-proxy', () => {
    let { state } = sendAt(asked, freshState);
    for (let second = 0; second < 5; second++) {
      const sent = sendAt(lastAt, { ...state, nowSeconds: state.nowSeconds + 20 });
      expect(sent.trace.outcome.result).toBe('unreachable');
      ({ state } = sent);
    }
    // When it has been silent for long enough, the entry is forgotten, and rules are asked.
    const { trace } = sendAt(lastAt, { ...state, nowSeconds: state.nowSeconds + 120 });
    expect(ends([trace])).toEqual([renewed]);
  });

  it('needs no cleaning where each question comes from a port of its own', () => {
    expect(ends(talk('udp://echo:9000', false, asked, goneAt, lastAt))).toEqual([
      old,
      'refused',
      renewed,
    ]);
  });
});

it('entries of TCP stay: whose Pod is gone repeats in vain, whoever connects anew is served', () => {
  expect(ends(talk('tcp://echo:9000', true, asked, lastAt))).toEqual([old, 'timed-out']);
  expect(ends(talk('tcp://echo:9000', false, asked, lastAt))).toEqual([old, renewed]);
});

it('kernels grow older with the story, by a second at least, and never younger', () => {
  const at = (state: KernelState, from: number, to: number) => later(state, story, from, to);
  const rest = at(freshState, -1, -1);
  const then = at(rest, -1, asked);
  expect(
    [rest, then, at(then, asked, asked), at(then, asked, -1)].map((s) => s.nowSeconds),
  ).toEqual([1, 60, 61, 61]);
});
