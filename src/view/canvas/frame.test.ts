import { describe, expect, it } from 'vitest';
import { defaultSpec } from '../../sim/spec.ts';
import { build } from '../../sim/world.ts';
import { labels, podB, podsAndService, traceOf } from '../scene/fixture.ts';
import { layoutStage, layoutTrace } from '../scene/index.ts';
import { centred, following, restFor } from './camera.ts';
import { frameAt, pointAlong } from './frame.ts';
import { boxAt, stopAt } from './pick.ts';
import { fitted, toScene, toScreen } from './view.ts';

const { cluster } = build(podsAndService, defaultSpec);
const stage = layoutStage(cluster, { labels: labels.en });
const film = layoutTrace(stage, cluster, traceOf(cluster, podB, 'http://web/'));

describe('the frame at a time', () => {
  it('is the first before the beginning and the last after the end', () => {
    expect(frameAt(film, -1)?.index).toBe(0);
    expect(frameAt(film, film.durationMs + 1)?.index).toBe(film.stops.length - 1);
    expect(frameAt({ ...film, stops: [] }, 0)).toBeUndefined();
  });

  it('stands at a stop at the time the stop ends', () => {
    for (const [index, { endMs, path }] of film.stops.entries()) {
      const frame = frameAt(film, endMs);
      expect(frame?.index).toBe(index);
      expect(frame?.point).toEqual(path.at(-1));
      expect(frame?.changed).toBe(1);
    }
  });

  it('moves without jumps within a leg', () => {
    for (const { startMs, endMs } of film.legs)
      for (let timeMs = startMs + 1; timeMs < endMs; timeMs += 4) {
        const [one, other] = [frameAt(film, timeMs)?.point, frameAt(film, timeMs + 4)?.point];
        const step = Math.hypot((one?.x ?? 0) - (other?.x ?? 0), (one?.y ?? 0) - (other?.y ?? 0));
        expect(step).toBeLessThan(30);
      }
  });

  it('measures along corners', () => {
    const corner = [
      { x: 0, y: 0 },
      { x: 10, y: 0 },
      { x: 10, y: 30 },
    ];
    expect(pointAlong(corner, 0.5)).toEqual({ x: 10, y: 10 });
    expect(pointAlong(corner, 1)).toEqual({ x: 10, y: 30 });
    expect(pointAlong([{ x: 4, y: 5 }], 0.3)).toEqual({ x: 4, y: 5 });
  });
});

describe('picking', () => {
  it('takes the innermost box', () => {
    const pod = stage.boxes.find(({ id }) => id === 'pod:default/pod-a');
    const inPod = { x: (pod?.x ?? 0) + 5, y: (pod?.y ?? 0) + 5 };
    expect(boxAt(stage, inPod, 1)?.id).toBe('pod:default/pod-a');
    expect(boxAt(stage, { x: -50, y: -50 }, 1)).toBeUndefined();
  });

  it('goes on to the next stop where a packet comes by twice', () => {
    const leg = film.legs.find(({ purpose }) => purpose === 'connect');
    const passes = film.stops.flatMap(({ leg: number, boxId }, index) =>
      number === leg?.leg && boxId === 'node:node-2/hook:POSTROUTING' ? [index] : [],
    );
    expect(passes).toHaveLength(2);
    const [first = 0, second = 0] = passes;
    const point = film.stops[first]?.path.at(-1) ?? { x: 0, y: 0 };
    expect(stopAt(film, (leg?.startMs ?? 0) + 1, point, 1)).toBe(first);
    expect(stopAt(film, film.stops[first]?.endMs ?? 0, point, 1)).toBe(second);
    expect(stopAt(film, film.stops[second]?.endMs ?? 0, point, 1)).toBe(first);
    expect(stopAt(film, 0, { x: -50, y: -50 }, 1)).toBeUndefined();
  });
});

describe('the camera', () => {
  it('shows the whole stage where it can be read', () => {
    const { transform, follows } = restFor(stage, 800, 700, 1);
    expect(follows).toBe(false);
    expect(transform).toEqual(fitted(stage, 800, 700));
  });

  it('goes with the packet where it cannot, and always shows it', () => {
    const { transform, follows } = restFor(stage, 390, 500, 1);
    expect(follows).toBe(true);
    for (let timeMs = 0; timeMs < film.durationMs; timeMs += 97) {
      const { x, y } = toScreenOf(timeMs, transform.k);
      expect(x).toBeGreaterThan(-20);
      expect(x).toBeLessThan(410);
      expect(y).toBeGreaterThan(-20);
      expect(y).toBeLessThan(520);
    }
  });

  it('never shows more emptiness than it must', () => {
    expect(centred(stage, 100, 100, 1, { x: 0, y: 0 })).toEqual({ k: 1, x: 0, y: 0 });
    const far = centred(stage, 100, 100, 1, { x: 1e6, y: 1e6 });
    expect(far).toEqual({ k: 1, x: 100 - stage.width, y: 100 - stage.height });
  });

  it('finds its way between scene and screen', () => {
    const transform = { k: 2, x: 10, y: -4 };
    expect(toScene(transform, toScreen(transform, { x: 7, y: 9 }))).toEqual({ x: 7, y: 9 });
  });
});

function toScreenOf(timeMs: number, k: number): { x: number; y: number } {
  const transform = following(stage, film, timeMs, 390, 500, k);
  const { screenX, screenY } = toScreen(transform, frameAt(film, timeMs)?.point ?? { x: 0, y: 0 });
  return { x: screenX, y: screenY };
}
