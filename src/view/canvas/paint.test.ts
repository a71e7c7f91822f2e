import { beforeAll, describe, expect, it, vi } from 'vitest';
import { defaultSpec } from '../../sim/spec.ts';
import { build } from '../../sim/world.ts';
import { labels, podB, podsAndService, traceOf } from '../scene/fixture.ts';
import { layoutStage, layoutTrace, type Film, type Stop } from '../scene/index.ts';
import { paint } from './paint.ts';
import { FakeOffscreenCanvas, recorder } from './recorder.ts';
import { paintPackets } from './sprites.ts';
import { light } from './theme.ts';
import { fitted, type View } from './view.ts';

const { cluster } = build(podsAndService, defaultSpec);
const stage = layoutStage(cluster, { labels: labels.en });
const film = layoutTrace(stage, cluster, traceOf(cluster, podB, 'http://web/'));
const failing = layoutTrace(stage, cluster, traceOf(cluster, podB, 'http://nobody/'));
const view: View = {
  transform: fitted(stage, 800, 660),
  width: 800,
  height: 660,
  pixelRatio: 1,
  theme: light,
  textScale: 1,
  reducedMotion: false,
  litBoxIds: new Set(),
};

beforeAll(() => void vi.stubGlobal('OffscreenCanvas', FakeOffscreenCanvas));

function drawn(
  shown: Film | undefined,
  timeMs: number,
  changed: Partial<View> = {},
): readonly string[] {
  const { context, lines } = recorder();
  paint(context, stage, shown, timeMs, { ...view, ...changed });
  return lines;
}

function textsIn(lines: readonly string[]): readonly string[] {
  return lines
    .filter((line) => line.startsWith('fillText'))
    .map((line) => line.split(' ')[1] ?? '');
}

const dnat = film.stops.find(
  ({ leg, motion }) => film.legs[leg]?.purpose === 'connect' && motion === 'rewrite',
) as Stop;
const wrap = film.stops.find(({ motion }) => motion === 'wrap') as Stop;

describe('a frame', () => {
  it('depends on its time, not on the frames before', () => {
    const { context, lines, clear } = recorder();
    for (const timeMs of [9000, 200, 30_000]) paint(context, stage, film, timeMs, view);
    clear();
    paint(context, stage, film, dnat.arriveMs, view);
    expect(lines).toEqual(drawn(film, dnat.arriveMs));
  });

  it('shows the packet as it came and, at the end of the stop, as it goes on', () => {
    expect(textsIn(drawn(film, dnat.arriveMs)).slice(-2)).toEqual(['web', 'pod-b']);
    expect(textsIn(drawn(film, dnat.endMs)).slice(-2)).toEqual(['pod-a', 'pod-b']);
  });

  it('turns only the half that changes', () => {
    const middle = (dnat.arriveMs + dnat.endMs) / 2;
    const scales = drawn(film, middle - 1).filter((line) => line.startsWith('scale 1 '));
    expect(scales.filter((line) => line !== 'scale 1 1')).toEqual(['scale 1 0.04']);
  });

  it('jumps instead, where motion is not wanted', () => {
    const middle = (dnat.arriveMs + dnat.endMs) / 2;
    const scales = drawn(film, middle, { reducedMotion: true }).filter((line) =>
      line.startsWith('scale 1 '),
    );
    expect(new Set(scales)).toEqual(new Set(['scale 1 1']));
  });

  it('names both nodes on a tunnel', () => {
    expect(textsIn(drawn(film, wrap.endMs))).toEqual(expect.arrayContaining(['node-1', 'node-2']));
    expect(textsIn(drawn(film, wrap.arriveMs))).not.toContain('node-1');
  });

  it('marks a failure from the moment it happens', () => {
    const stop = failing.stops[failing.failedStop ?? -1] as Stop;
    const red = `strokeStyle = ${light.failure.fill}`;
    expect(drawn(failing, stop.arriveMs - 1)).not.toContain(red);
    expect(drawn(failing, stop.arriveMs)).toContain(red);
    expect(drawn(failing, failing.durationMs)).toContain(red);
  });

  it('tells what a packet carries and which chains it met, close by', () => {
    const close = { transform: { ...view.transform, k: 2 } };
    const texts = textsIn(drawn(film, dnat.endMs, close));
    expect(texts).toContain('TCP');
    expect(drawn(film, dnat.endMs, close).some((line) => line.includes('nat KUBE-SERVICES'))).toBe(
      true,
    );
    expect(textsIn(drawn(film, dnat.endMs))).not.toContain('TCP');
  });

  it('lights what it is told to light', () => {
    const lit = drawn(undefined, 0, { litBoxIds: new Set(['pod:default/pod-a']) });
    expect(lit).toContain(`fillStyle = ${light.lit}`);
    expect(drawn(undefined, 0)).not.toContain(`fillStyle = ${light.lit}`);
  });
});

it('draws many packets in one call each, on whole pixels', () => {
  const { context, lines } = recorder();
  const ends = dnat.before;
  const packets = Array.from({ length: 1000 }, (_, index) => ({
    point: { x: index / 3, y: 10 },
    ends,
  }));
  paintPackets(context, packets, view, film.colours, false);
  const calls = lines.filter((line) => line.startsWith('drawImage'));
  expect(calls).toHaveLength(1000);
  expect(calls.every((line) => /^drawImage … -?\d+ -?\d+$/.test(line))).toBe(true);
});
