import { describe, expect, it } from 'vitest';
import { eventsOf } from '../api/index.ts';
import { send } from '../dataplane/index.ts';
import { defaultSpec } from '../spec.ts';
import { build, prepare } from '../world.ts';
import { atRest, clusterAt, unfold } from './index.ts';
import type { Act, Moment } from './types.ts';

const text = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - name: web
        image: nginx
        ports: [{containerPort: 80}]
        readinessProbe: {httpGet: {path: /, port: 80}, initialDelaySeconds: 5}
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
`;

await prepare({ ...defaultSpec, loadBalancer: 'cloud' });
const world = build(text, defaultSpec);
const { store } = world.cluster;
const [first, second] = store
  .list('Pod')
  .filter(({ metadata }) => metadata.labels?.['app'] === 'web');
const name = first?.metadata.name ?? '';

function storyOf(...acts: readonly Act[]): readonly Moment[] {
  return unfold(atRest(store), acts, defaultSpec);
}

/** Who answers a client at each moment, over some tries. */
function answers(moment: Moment): ReadonlySet<string> {
  const cluster = clusterAt(moment, defaultSpec);
  const from = { kind: 'pod', namespace: 'default', name: 'client' } as const;
  return new Set(
    Array.from({ length: 30 }, (_, attempt) => {
      const { outcome } = send(cluster, { from, to: 'http://web', attempt }).trace;
      return outcome.answeredBy?.replace('pod:default/', '') ?? outcome.result;
    }),
  );
}

function tell({ atMs, actor, changed }: Moment): string {
  const who = actor.by === 'controller' ? actor.name : actor.by;
  return `${atMs} ${who} ${changed.map(({ kind, name: each }) => `${kind}/${each}`).join(' ')}`;
}

describe('a Pod that is deleted', () => {
  const story = storyOf({
    atMs: 1000,
    action: { action: 'delete-pod', namespace: 'default', name },
  });
  const when = (finds: (moment: Moment) => boolean): number =>
    story.find(finds)?.atMs ?? Number.NaN;
  const podIn = (moment: Moment) => moment.store.get('Pod', 'default', name);

  it('is asked to stop, gets no new traffic, and is replaced by one with another address', () => {
    const asked = when((moment) => podIn(moment)?.metadata.deletionTimestamp !== undefined);
    const gone = when((moment) => podIn(moment) === undefined);
    const unlisted = when(({ store: now }) =>
      now
        .list('EndpointSlice')
        .some(
          ({ metadata, endpoints }) =>
            metadata.name.startsWith('web-') &&
            endpoints.some(({ conditions }) => conditions?.terminating === true),
        ),
    );
    expect(asked).toBe(1000);
    expect(unlisted, story.map(tell).join('\n')).toBeGreaterThan(asked);
    expect(gone).toBeGreaterThan(unlisted);
    const last = story.at(-1);
    const now =
      last?.store.list('Pod').filter(({ metadata }) => metadata.labels?.['app'] === 'web') ?? [];
    expect(now).toHaveLength(2);
    expect(now.map(({ status }) => status?.podIP)).not.toContain(first?.status?.podIP);
  });

  it('is still sent to while a node has the old rules, and refuses nobody before it is gone', () => {
    const states = story.map((moment) => [...answers(moment)].toSorted().join(' '));
    expect(states[0]?.split(' ')).toHaveLength(2);
    expect(states.some((state) => state === second?.metadata.name)).toBe(true);
    expect(states.at(-1)?.split(' ')).toHaveLength(2);
    expect(states.at(-1)).not.toContain(name);
  });

  it('leaves the cluster as settled as it was', () => {
    const last = story.at(-1);
    const nodes = last?.store.list('Node').map(({ metadata }) => metadata.name) ?? [];
    for (const node of nodes)
      expect(last?.proxied.get(node)?.list('EndpointSlice')).toEqual(
        last?.store.list('EndpointSlice'),
      );
  });
});

describe('readiness', () => {
  const story = storyOf(
    { atMs: 0, action: { action: 'probe', namespace: 'default', name, succeeds: false } },
    { atMs: 60_000, action: { action: 'probe', namespace: 'default', name, succeeds: true } },
  );

  it('is lost after the threshold of the probe, and with it the traffic', () => {
    const lost = story.find(({ actor }) => actor.by === 'kubelet' && actor.did === 'unready');
    expect(lost?.atMs).toBe(20_000);
    const calm = story.findLast(({ atMs }) => atMs < 60_000);
    expect(calm && [...answers(calm)]).toEqual([second?.metadata.name]);
  });

  it('is warned of with the first probe that fails, until one succeeds', () => {
    const said = story.map(({ store: now }) => {
      const pod = now.get('Pod', 'default', name);
      return (pod ? eventsOf(now, pod) : [])
        .filter(({ reason }) => reason === 'Unhealthy')
        .map(({ type, message }) => `${type} ${message}`);
    });
    const warned = story.findIndex(
      ({ actor }) => actor.by === 'kubelet' && actor.did === 'probe-failed',
    );
    expect([story[warned]?.atMs, said[warned]]).toEqual([
      0,
      ['Warning Readiness probe failed: HTTP probe failed with statuscode: 503'],
    ]);
    expect(said.at(-1)).toEqual([]);
  });

  it('comes back', () => {
    const last = story.at(-1);
    expect(last && answers(last).size).toBe(2);
  });
});

describe('scaling', () => {
  it('down stops the newest Pods, up makes new ones that get ready in their time', () => {
    const scale = (replicas: number) =>
      ({
        action: 'scale',
        kind: 'Deployment',
        namespace: 'default',
        name: 'web',
        replicas,
      }) as const;
    const story = storyOf({ atMs: 0, action: scale(0) }, { atMs: 120_000, action: scale(3) });
    const low = story.findLast(({ atMs }) => atMs < 120_000);
    expect(low && [...answers(low)]).toEqual(['refused']);
    const last = story.at(-1);
    expect(last && answers(last).size).toBe(3);
    const ready = story.filter(({ actor }) => actor.by === 'kubelet' && actor.did === 'ready');
    expect(ready).toHaveLength(3);
    expect(ready[0]?.atMs).toBeGreaterThan(125_000);
  });
});

describe('a Service of type LoadBalancer', () => {
  const asking =
    'apiVersion: v1\nkind: Service\nmetadata: {name: front}\nspec: {type: LoadBalancer, selector: {app: web}, ports: [{port: 80}]}';

  it.each([
    ['cloud', '198.51.100.1', 20_000, 30_000],
    ['metallb', '192.168.0.240', 100, 1000],
  ] as const)(
    'is pending for a moment, then has an address: %s',
    (loadBalancer, address, least, most) => {
      const spec = { ...defaultSpec, loadBalancer };
      const { cluster, entries } = build(`${text}---\n${asking}`, spec);
      const service = entries.filter(({ object }) => object.metadata.name === 'front');
      const start = atRest(build(text, spec).cluster.store);
      const story = unfold(
        start,
        [{ atMs: 1000, action: { action: 'apply', entries: service } }],
        spec,
      );
      const addressIn = ({ store: now }: Pick<Moment, 'store'>) =>
        now.get('Service', 'default', 'front')?.status?.loadBalancer?.ingress?.[0]?.ip;
      const applied = story[0];
      expect(applied && addressIn(applied)).toBe(undefined);
      const given = story.find((moment) => addressIn(moment) !== undefined);
      expect(given && addressIn(given)).toBe(address);
      expect(given?.atMs).toBeGreaterThan(1000 + least);
      expect(given?.atMs).toBeLessThan(1000 + most);
      const last = story.at(-1);
      const from = { kind: 'host', name: 'client' } as const;
      const reached =
        last && send(clusterAt(last, spec), { from, to: `http://${address}`, attempt: 0 });
      expect(reached?.trace.outcome.result).toBe('delivered');
      expect(last && reasonsIn(last.store)).toEqual(reasonsIn(cluster.store));
    },
  );

  function reasonsIn(now: typeof store): readonly string[] {
    const front = now.get('Service', 'default', 'front');
    return front
      ? eventsOf(now, front)
          .map(({ reason = '' }) => reason)
          .sort()
      : [];
  }
});

it('tells the same story again', () => {
  const act: Act = { atMs: 5, action: { action: 'delete-pod', namespace: 'default', name } };
  expect(storyOf(act).map(tell)).toEqual(storyOf(act).map(tell));
});

it('has nothing to tell when nothing is done, or nothing can be', () => {
  expect(storyOf()).toEqual([]);
  expect(
    storyOf({ atMs: 0, action: { action: 'delete-pod', namespace: 'no', name: 'no' } }),
  ).toEqual([]);
});
