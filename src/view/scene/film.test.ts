import { describe, expect, it } from 'vitest';
import { defaultSpec } from '../../sim/spec.ts';
import { existing, loadCnis } from '../../sim/dataplane/index.ts';
import { build } from '../../sim/world.ts';
import type { Sender } from '../../sim/trace/types.ts';
import { labelMax } from './labels.ts';
import { layoutTrace } from './film.ts';
import { clusterOf, labels, podB, podsAndService, traceOf } from './fixture.ts';
import { layoutStage } from './stage.ts';
import type { Capsule, Film, ScenePoint, SceneRect, Stage, Stop } from './types.ts';

const cluster = build(podsAndService, defaultSpec).cluster;
const bridgedOff = build(podsAndService, { ...defaultSpec, nodes: 1 }).cluster;
const client: Sender = { kind: 'host', name: 'client' };
const node: Sender = { kind: 'node', name: 'node-1' };

const plugins = await loadCnis();

const stories = [
  { name: 'a Service on another node', cluster, from: podB, to: 'http://web/' },
  { name: 'a Service on the same node', cluster: bridgedOff, from: podB, to: 'http://web/' },
  { name: 'a Service from a node', cluster, from: node, to: 'http://10.96.0.10:53/' },
  { name: 'a NodePort of the wrong node', cluster, from: client, to: 'http://192.168.0.12:30080/' },
  { name: 'a Service without endpoints', cluster, from: podB, to: 'http://nobody/' },
  { name: 'a port where nothing listens', cluster, from: podB, to: 'http://10.244.1.3:81/' },
  { name: 'an address nobody has', cluster, from: podB, to: 'http://10.244.1.77/' },
  { name: 'the API server', cluster, from: podB, to: 'tcp://10.96.0.1:443' },
  { name: 'itself', cluster, from: node, to: 'http://127.0.0.1:9/' },
  { name: 'a lookup', cluster, from: podB, to: 'dns://nowhere' },
  ...plugins.flatMap(({ name: cni, title }) => {
    const wired = build(podsAndService, existing({ ...defaultSpec, cni })).cluster;
    const alone = build(podsAndService, existing({ ...defaultSpec, cni, nodes: 1 })).cluster;
    const nodePort = 'http://192.168.0.12:30080/';
    return [
      {
        name: `a Service on another node with ${title}`,
        cluster: wired,
        from: podB,
        to: 'http://web/',
      },
      {
        name: `a Service on the same node with ${title}`,
        cluster: alone,
        from: podB,
        to: 'http://web/',
      },
      {
        name: `a NodePort of the wrong node with ${title}`,
        cluster: wired,
        from: client,
        to: nodePort,
      },
    ];
  }),
];

describe.each(stories)('the film of $name', ({ cluster: world, from, to }) => {
  const trace = traceOf(world, from, to);

  describe.each([1.3, 0.6])('on a stage of aspect %d', (aspect) => {
    const stage = layoutStage(world, { labels: labels.en, aspect });
    const film = layoutTrace(stage, world, trace);

    it('has a stop for every hop, on a box of the stage', () => {
      const hops = trace.legs.flatMap((leg) => leg.hops);
      expect(film.stops).toHaveLength(hops.length);
      const ids = new Set(stage.boxes.map(({ id }) => id));
      for (const { boxId } of film.stops) expect(ids).toContain(boxId);
    });

    it('goes on where it was, in place and time', () => {
      for (const [before, after] of followers(film)) {
        expect(after.path[0]).toEqual(before.path.at(-1));
        expect(after.startMs).toBe(before.endMs);
        expect(after.arriveMs).toBeGreaterThanOrEqual(after.startMs);
        expect(after.endMs).toBeGreaterThanOrEqual(after.arriveMs);
      }
      expect(film.durationMs).toBe(film.stops.at(-1)?.endMs ?? 0);
    });

    it('keeps to lanes or beside them, clear of words', () => {
      for (const { path, leg, hop } of film.stops) {
        for (const [start, end] of pieces(path)) {
          expect(start.x === end.x || start.y === end.y, `${leg}/${hop} is orthogonal`).toBe(true);
          for (const words of wordsIn(stage))
            if (overlap(words, spanned(start, end)))
              expect.fail(`${leg}/${hop} crosses ${words.text}`);
          expect(isBesideLane(stage, start, end), `${leg}/${hop} ${JSON.stringify(path)}`).toBe(
            true,
          );
        }
      }
    });

    it('passes no gate that the packet did not visit', () => {
      const gates = stage.stations.filter(({ passable }) => !passable);
      for (const { path, leg, hop } of film.stops) {
        const ends = [path[0], path.at(-1)];
        for (const [start, end] of pieces(path))
          for (const { id, point } of gates) {
            const isEnd = ends.some((one) => one?.x === point.x && one.y === point.y);
            if (!isEnd && overlap(spanned(start, end), spanned(point, point)))
              expect.fail(`${leg}/${hop} runs through ${id}`);
          }
      }
    });

    it('is the same for the same trace', () => {
      expect(JSON.stringify(layoutTrace(stage, world, trace))).toBe(JSON.stringify(film));
    });
  });

  it('has short labels and at most eight colours', () => {
    const film = layoutTrace(layoutStage(world, { labels: labels.en }), world, trace);
    for (const label of film.stops
      .flatMap(({ before, after }) => [before, after])
      .flatMap(labelsOn))
      expect(Array.from(label).length).toBeLessThanOrEqual(labelMax);
    const numbers = [...film.colours.values()];
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(Math.max(0, ...numbers)).toBeLessThan(8);
  });
});

describe('a film', () => {
  const stage = layoutStage(cluster, { labels: labels.en });
  const film = layoutTrace(stage, cluster, traceOf(cluster, podB, 'http://web/'));
  const connect = film.legs.find(({ purpose }) => purpose === 'connect');
  const stops = film.stops.slice(connect?.firstStop, connect?.endStop);

  it('shows DNAT where it happened, as another right half', () => {
    const [dnat] = stops.filter(({ motion }) => motion === 'rewrite');
    expect(dnat?.boxId).toBe('node:node-2/hook:PREROUTING');
    expect([dnat?.before.destinationLabel, dnat?.after.destinationLabel]).toEqual(['web', 'pod-a']);
    expect(dnat?.before.source).toBe(dnat?.after.source);
    expect(dnat?.chains.map((chain) => chain.replace(/-[A-Z0-9]{16}$/, ''))).toEqual([
      'nat PREROUTING',
      'nat KUBE-SERVICES',
      'nat KUBE-SVC',
      'nat KUBE-SEP',
    ]);
  });

  it('shows the tunnel as a capsule around the capsule, in the colours of the nodes', () => {
    const [wrap] = stops.filter(({ motion }) => motion === 'wrap');
    expect(
      wrap?.after.outer.map(({ sourceLabel, destinationLabel }) => [sourceLabel, destinationLabel]),
    ).toEqual([['node-2', 'node-1']]);
    const [unwrap] = stops.filter(({ motion }) => motion === 'unwrap');
    expect(unwrap?.after.outer).toEqual([]);
  });

  it('carries a caption for a close look', () => {
    const captions = film.legs.map(({ firstStop }) => film.stops[firstStop]?.before.caption);
    expect(captions).toEqual([
      'A? web.default.svc.cluster.local.',
      expect.stringMatching(/^10\.\d+\.\d+\.\d+$/),
      'TCP SYN',
      'TCP SYN ACK',
      'GET /',
      'HTTP 200',
      'TCP FIN ACK',
      'TCP FIN ACK',
      'TCP ACK',
    ]);
  });

  it('takes its time where something changes, and less on later packets', () => {
    const lasts = (stop: Stop): number => stop.endMs - stop.startMs;
    const changes = stops.filter(({ telling }) => telling).map(lasts);
    const passes = stops.filter(({ motion }) => motion === 'match').map(lasts);
    expect(Math.min(...changes)).toBeGreaterThan(500);
    expect(passes.toSorted((a, b) => a - b)[passes.length >> 1]).toBeLessThan(300);
    const request = film.legs.find(({ purpose }) => purpose === 'request');
    const span = (leg = connect): number => (leg?.endMs ?? 0) - (leg?.startMs ?? 0);
    expect(span(request)).toBeLessThan(span(connect) / 2);
  });

  it('ends a failed request where it failed', () => {
    const failed = layoutTrace(stage, cluster, traceOf(cluster, podB, 'http://nobody/'));
    expect(failed.stops[failed.failedStop ?? -1]).toMatchObject({
      motion: 'stop',
      boxId: 'node:node-2/hook:FORWARD',
    });
    expect(film.failedStop).toBeUndefined();
  });

  it('colours only what is on the way when there is much around', () => {
    const crowd = clusterOf({ web: 30 });
    expect(layoutStage(crowd, { labels: labels.en }).colours.size).toBe(0);
    const [pod] = [...crowd.namespaces.keys()].filter((id) => id.startsWith('pod:default/'));
    const from: Sender = { kind: 'pod', namespace: 'default', name: pod?.split('/')[1] ?? '' };
    const trace = traceOf(crowd, from, 'http://10.244.2.5/');
    const { colours } = layoutTrace(layoutStage(crowd, { labels: labels.en }), crowd, trace);
    expect(colours.size).toBeGreaterThanOrEqual(2);
    expect(colours.size).toBeLessThanOrEqual(8);
  });

  it('gives an address the same colour in every film while the cluster stays', () => {
    const other = layoutTrace(
      stage,
      cluster,
      traceOf(cluster, client, 'http://192.168.0.12:30080/'),
    );
    for (const [address, colour] of stage.colours) {
      expect(film.colours.get(address)).toBe(colour);
      expect(other.colours.get(address)).toBe(colour);
    }
  });

  it('is quick for a large cluster', () => {
    const large = clusterOf({ web: 300 }, { nodes: 50 });
    const [pod] = [...large.namespaces.keys()].filter((id) => id.startsWith('pod:default/'));
    const from: Sender = { kind: 'pod', namespace: 'default', name: pod?.split('/')[1] ?? '' };
    const trace = traceOf(large, from, 'http://10.244.7.3/');
    const started = performance.now();
    layoutTrace(layoutStage(large, { labels: labels.en }), large, trace);
    expect(performance.now() - started).toBeLessThan(1500);
  });
});

function followers({ stops, legs }: Film): readonly (readonly [Stop, Stop])[] {
  return legs.flatMap(({ firstStop, endStop }) =>
    stops
      .slice(firstStop, endStop - 1)
      .map((stop, index) => [stop, stops[firstStop + index + 1] as Stop] as const),
  );
}

function pieces(path: readonly ScenePoint[]): readonly (readonly [ScenePoint, ScenePoint])[] {
  return path.slice(1).map((to, index) => [path[index] as ScenePoint, to] as const);
}

function labelsOn(capsule: Capsule): readonly string[] {
  return [capsule, ...capsule.outer].flatMap(({ sourceLabel, destinationLabel }) => [
    sourceLabel,
    destinationLabel,
  ]);
}

function wordsIn({ boxes }: Stage): readonly (SceneRect & { readonly text: string })[] {
  return boxes.flatMap(({ words }) => words);
}

/** Where a packet has company of its own, it runs next to the lane: at most two slots of seven units. */
function isBesideLane({ links }: Stage, from: ScenePoint, to: ScenePoint): boolean {
  const reach = 14.5;
  const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  return links.some(({ points }) =>
    pieces(points).some(([start, end]) => {
      const lane = spanned(start, end);
      const sameWay =
        (from.x === to.x) === (start.x === end.x) ||
        Math.hypot(from.x - to.x, from.y - to.y) < reach;
      return (
        sameWay &&
        middle.x >= lane.x - reach &&
        middle.x <= lane.x + lane.width + reach &&
        middle.y >= lane.y - reach &&
        middle.y <= lane.y + lane.height + reach
      );
    }),
  );
}

function spanned(from: ScenePoint, to: ScenePoint): SceneRect {
  return {
    x: Math.min(from.x, to.x) - 0.5,
    y: Math.min(from.y, to.y) - 0.5,
    width: Math.abs(from.x - to.x) + 1,
    height: Math.abs(from.y - to.y) + 1,
  };
}

function overlap(one: SceneRect, other: SceneRect): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}
