import { describe, expect, it } from 'vitest';
import { loadCnis } from '../../sim/dataplane/index.ts';
import { defaultSpec } from '../../sim/spec.ts';
import { prepare } from '../../sim/world.ts';
import { clusterOf, labels } from './fixture.ts';
import { layoutStage } from './stage.ts';
import { widthOf } from './text.ts';
import type { Box, SceneRect, Stage } from './types.ts';

const names = [
  'frontend',
  'redis-follower',
  'a',
  'a-service-with-a-name-as-long-as-it-may-be',
  'm',
];

function deployments(pods: number): Record<string, number> {
  const share = Math.floor(pods / names.length);
  const rest = pods % names.length;
  const counts = names.map((name, index) => [name, share + (index < rest ? 1 : 0)] as const);
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

const sizes = [
  { nodes: 1, pods: 0 },
  { nodes: 1, pods: 9 },
  { nodes: 2, pods: 2 },
  { nodes: 2, pods: 7 },
  { nodes: 2, pods: 14 },
  { nodes: 2, pods: 60 },
  { nodes: 3, pods: 25 },
  { nodes: 10, pods: 40 },
  { nodes: 50, pods: 300 },
];
const aspects = [0.45, 0.7, 1, 1.25, 1.8, 2.5];
const clusters = sizes.map((size) => ({
  ...size,
  cluster: clusterOf(deployments(size.pods), { nodes: size.nodes }),
}));
const plugins = await loadCnis();
await prepare({ ...defaultSpec, loadBalancer: 'cloud' });
const wired = plugins.map(({ name: cni, title }) => ({
  nodes: title,
  pods: 14,
  cluster: clusterOf(deployments(14), { cni }),
}));
const balanced = sizes.slice(2, 8).map(({ nodes, pods }) => ({
  nodes: `${nodes} nodes behind a load balancer`,
  pods,
  cluster: clusterOf(deployments(pods), { nodes, loadBalancer: 'cloud' }),
}));
const stages = [...clusters, ...wired, ...balanced].flatMap(({ nodes, pods, cluster }) =>
  aspects.map((aspect, index) => ({
    name: `${typeof nodes === 'number' ? `${nodes} nodes` : nodes}, ${pods} Pods, aspect ${aspect}`,
    pods,
    stage: layoutStage(cluster, { aspect, labels: index % 2 === 0 ? labels.en : labels.ko }),
  })),
);

describe.each(stages)('the stage of $name', ({ stage, pods }) => {
  it('has a box for each thing, once', () => {
    const ids = stage.boxes.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(stage.boxes.filter(({ kind, quiet }) => kind === 'pod' && !quiet)).toHaveLength(pods);
  });

  it('keeps boxes apart', () => {
    for (const siblings of siblingsIn(stage))
      for (const [one, other] of pairs(siblings))
        if (overlap(one, other)) expect.fail(`${one.id} overlaps ${other.id}`);
  });

  it('keeps boxes and words inside of what they are in', () => {
    const whole = { x: 0, y: 0, width: stage.width, height: stage.height };
    const boxes = new Map(stage.boxes.map((box) => [box.id, box]));
    for (const box of stage.boxes) {
      const parent = box.parent === undefined ? whole : (boxes.get(box.parent) as Box);
      for (const inner of [box, ...box.words])
        if (!isInside(inner, parent)) expect.fail(`${box.id} leaves ${box.parent}`);
    }
  });

  it('leaves room for all words', () => {
    for (const { words } of stage.boxes)
      for (const { text, role, width } of words)
        if (widthOf(text, role) > width + 0.5) expect.fail(text);
  });

  it('writes nothing over anything', () => {
    const all = stage.boxes.flatMap(({ id, words }) => words.map((some) => ({ ...some, id })));
    for (const [one, other] of near(all, all))
      if (one !== other && overlap(one, other)) expect.fail(`${one.text} overlaps ${other.text}`);
    const solid = stage.boxes.filter(({ shape }) => shape !== 'room' && shape !== 'region');
    for (const [words, box] of near(all, solid))
      if (words.id !== box.id && overlap(words, box))
        expect.fail(`${words.text} lies on ${box.id}`);
  });

  it('leads no lane through words, and only straight ones', () => {
    const words = stage.boxes.flatMap((box) => box.words);
    for (const { id, points } of stage.links) {
      points.forEach((to, index) => {
        const from = points[index - 1];
        if (!from) return;
        if (from.x !== to.x && from.y !== to.y) expect.fail(`${id} is not orthogonal`);
        for (const some of words)
          if (overlap(some, spanned(from, to))) expect.fail(`${id} crosses ${some.text}`);
      });
    }
  });

  it('has its stations on boxes', () => {
    const ids = new Set(stage.boxes.map(({ id }) => id));
    for (const { boxId } of stage.stations) expect(ids).toContain(boxId);
  });
});

describe('the stage', () => {
  it('is the same for the same cluster', () => {
    for (const { nodes, pods, cluster } of clusters.slice(0, 6)) {
      const again = clusterOf(deployments(pods), { nodes });
      const stage = layoutStage(cluster, { labels: labels.en });
      expect(JSON.stringify(layoutStage(again, { labels: labels.en }))).toBe(JSON.stringify(stage));
    }
  });

  it('moves few boxes when a Pod is added', () => {
    const before = layoutStage(clusterOf({ web: 4, api: 3 }), { labels: labels.en });
    const after = layoutStage(clusterOf({ web: 4, api: 3, z: 1 }), { labels: labels.en });
    const places = new Map(after.boxes.map((box) => [box.id, box]));
    const moved = before.boxes.filter((box) => {
      const now = places.get(box.id);
      return now && (now.x !== box.x || now.y !== box.y);
    });
    expect(moved.length).toBeLessThanOrEqual(2);
  });

  it('puts two nodes side by side on a wide place and one above the other on a tall one', () => {
    const cluster = clusterOf({ web: 2 });
    const rooms = (aspect: number): readonly Box[] =>
      layoutStage(cluster, { labels: labels.en, aspect }).boxes.filter(
        ({ kind }) => kind === 'node',
      );
    const [left, right] = rooms(1.3);
    expect(left?.y).toBe(right?.y);
    const [upper, lower] = rooms(0.6);
    expect(upper?.x).toBe(lower?.x);
  });

  it('shows words of at least 11 pixels when two nodes are fitted into the middle of a desktop', () => {
    for (const { nodes, pods, cluster } of clusters.filter(
      ({ nodes, pods }) => nodes === 2 && pods <= 7,
    )) {
      const { width, height } = layoutStage(cluster, { labels: labels.en, aspect: 724 / 640 });
      const k = Math.min(724 / width, 640 / height);
      expect(12 * k, `${nodes} nodes, ${pods} Pods`).toBeGreaterThanOrEqual(11);
    }
  });

  it('has no place for a ClusterIP', () => {
    const { boxes } = layoutStage(clusterOf({ web: 1 }), { labels: labels.en });
    expect(boxes.some(({ address }) => address?.startsWith('10.96.'))).toBe(false);
  });

  it('finds a Service in the gates that hold its rules', () => {
    const { boxes } = layoutStage(clusterOf({}), { labels: labels.en });
    const gates = boxes.filter(({ because }) => because.some(({ name }) => name === 'kube-dns'));
    expect(gates.map(({ id }) => id)).toContain('node:node-1/hook:PREROUTING');
    expect(gates.map(({ id }) => id)).toContain('node:node-2/hook:OUTPUT');
  });
});

function siblingsIn({ boxes }: Stage): readonly (readonly Box[])[] {
  const families = new Map<string, Box[]>();
  for (const box of boxes)
    families.set(box.parent ?? '', [...(families.get(box.parent ?? '') ?? []), box]);
  return [...families.values()];
}

function* pairs<T>(items: readonly T[]): Iterable<readonly [T, T]> {
  for (const [index, one] of items.entries())
    for (const other of items.slice(index + 1)) yield [one, other];
}

/** Pairs whose heights overlap: the others cannot touch. */
function* near<A extends SceneRect, B extends SceneRect>(
  ones: readonly A[],
  others: readonly B[],
): Iterable<readonly [A, B]> {
  for (const one of ones)
    for (const other of others)
      if (one.y < other.y + other.height && other.y < one.y + one.height) yield [one, other];
}

function overlap(one: SceneRect, other: SceneRect): boolean {
  const slack = 0.01;
  return (
    one.x < other.x + other.width - slack &&
    other.x < one.x + one.width - slack &&
    one.y < other.y + other.height - slack &&
    other.y < one.y + one.height - slack
  );
}

function isInside(inner: SceneRect, outer: SceneRect): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

function spanned(from: { x: number; y: number }, to: { x: number; y: number }): SceneRect {
  return {
    x: Math.min(from.x, to.x) - 0.5,
    y: Math.min(from.y, to.y) - 0.5,
    width: Math.abs(from.x - to.x) + 1,
    height: Math.abs(from.y - to.y) + 1,
  };
}
