import shop from '../../src/examples/shop.yaml?raw';
import { send } from '../../src/sim/dataplane/index.ts';
import { defaultSpec } from '../../src/sim/spec.ts';
import { build } from '../../src/sim/world.ts';
import { fitted, light, paint, type PlacedPacket, type View } from '../../src/view/canvas/index.ts';
import { layoutStage, layoutTrace } from '../../src/view/scene/index.ts';

/** Milliseconds of each frame, ours and a bare canvas's in turns, in one page. */
export interface Frames {
  readonly ours: readonly number[];
  readonly bare: readonly number[];
}

const packetCount = 1000;
const turn = Math.PI * 2;

/** Draws `count` frames each: the shop's real stage and film with 1,000 moving packets, and 1,000 moving filled circles. */
function measureFrames(count: number): Frames {
  const [ours, bare] = [stagePainter(), circlePainter()];
  const times: { ours: number[]; bare: number[] } = { ours: [], bare: [] };
  for (let frame = -warmUpFrames; frame < count; frame++) {
    const oursMs = timed(ours, frame);
    const bareMs = timed(bare, frame);
    if (frame < 0) continue;
    times.ours.push(oursMs);
    times.bare.push(bareMs);
  }
  return times;
}

const warmUpFrames = 20;

interface Painter {
  readonly context: CanvasRenderingContext2D;
  readonly paint: (frame: number) => void;
}

/** Reading one pixel back makes the browser finish what it was told to draw. */
function timed({ context, paint: draw }: Painter, frame: number): number {
  const start = performance.now();
  draw(frame);
  context.getImageData(0, 0, 1, 1);
  return performance.now() - start;
}

function stagePainter(): Painter {
  const { context, width, height } = canvas();
  const { cluster } = build(shop, defaultSpec);
  const stage = layoutStage(cluster, {
    labels: {
      routing: 'routing',
      socket: 'socket',
      sleeps: 'asleep',
      outside: 'outside',
      names: {},
    },
    aspect: width / height,
  });
  const from = cluster.store.listIn('Pod', 'default')[0]?.metadata.name ?? '';
  const sender = { kind: 'pod', namespace: 'default', name: from } as const;
  const { trace } = send(cluster, { from: sender, to: 'http://frontend', attempt: 0 });
  const film = layoutTrace(stage, cluster, trace);
  const stops = film.stops.filter(({ path }) => path.length > 0);
  const ends = stops.flatMap(({ before, after }) => [before, after]);
  const view: View = {
    transform: fitted(stage, width, height),
    width,
    height,
    pixelRatio: devicePixelRatio,
    theme: light,
    textScale: 1,
    reducedMotion: false,
    litBoxIds: new Set(),
  };
  const at = (frame: number): readonly PlacedPacket[] =>
    Array.from({ length: packetCount }, (_, index): PlacedPacket => {
      const { x, y } = circling(index, frame, stage.width, stage.height);
      const packet = ends[index % ends.length];
      if (!packet) throw new Error('the film has stops');
      return { point: { x, y }, ends: packet };
    });
  return {
    context,
    paint: (frame) => {
      const timeMs = (frame * 16) % film.durationMs;
      paint(context, stage, film, timeMs, { ...view, packets: at(frame) });
    },
  };
}

function circlePainter(): Painter {
  const { context, width, height } = canvas();
  const colours = ['#0072b2', '#d55e00', '#009e73', '#cc79a7'];
  return {
    context,
    paint: (frame) => {
      context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
      context.clearRect(0, 0, width, height);
      for (let index = 0; index < packetCount; index++) {
        const { x, y } = circling(index, frame, width, height);
        context.fillStyle = colours[index % colours.length] ?? '';
        context.beginPath();
        context.arc(x, y, 8, 0, turn);
        context.fill();
      }
    },
  };
}

/** Somewhere on a round of its own: every packet moves in every frame. */
function circling(
  index: number,
  frame: number,
  width: number,
  height: number,
): { x: number; y: number } {
  const angle = index * 2.4 + frame * 0.05;
  const radius = Math.sqrt(index / packetCount) / 2.2;
  return {
    x: width * (0.5 + radius * Math.cos(angle)),
    y: height * (0.5 + radius * Math.sin(angle)),
  };
}

function canvas(): { context: CanvasRenderingContext2D; width: number; height: number } {
  const element = document.createElement('canvas');
  const [width, height] = [1200, 800];
  element.width = width * devicePixelRatio;
  element.height = height * devicePixelRatio;
  document.body.append(element);
  const context = element.getContext('2d');
  if (!context) throw new Error('this browser draws on canvases');
  return { context, width, height };
}

declare global {
  interface Window {
    measureFrames: typeof measureFrames;
  }
}
window.measureFrames = measureFrames;
