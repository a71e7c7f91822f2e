import type { Ip } from '../../sim/net/index.ts';
import { distance, type Link, type ScenePoint, type Stage } from '../scene/index.ts';
import { drawBox, drawWords, isGround, type Pen } from './boxes.ts';
import type { Context } from './shapes.ts';
import { strokeRounded } from './line.ts';
import type { View } from './view.ts';

interface Still {
  readonly image: OffscreenCanvas;
  readonly stage: Stage;
  readonly colours: ReadonlyMap<Ip, number>;
  readonly key: string;
}

/** The picture last drawn for each canvas: what does not move is drawn once for many frames. */
const stills = new WeakMap<Context, Still>();

/** Puts the part of the picture that no packet changes onto the canvas. */
export function paintStill(
  context: CanvasRenderingContext2D,
  stage: Stage,
  colours: ReadonlyMap<Ip, number>,
  view: View,
): void {
  const key = keyOf(view);
  const known = stills.get(context);
  const isSame = known?.stage === stage && known.colours === colours && known.key === key;
  const still = isSame ? known : draw(stage, colours, view, key);
  stills.set(context, still);
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.drawImage(still.image, 0, 0);
}

function keyOf({ transform: { k, x, y }, width, height, pixelRatio, theme }: View): string {
  return [k, x, y, width, height, pixelRatio, theme.name].join(' ');
}

function draw(stage: Stage, colours: ReadonlyMap<Ip, number>, view: View, key: string): Still {
  const { width, height, pixelRatio, theme, transform } = view;
  const image = new OffscreenCanvas(
    Math.max(1, Math.round(width * pixelRatio)),
    Math.max(1, Math.round(height * pixelRatio)),
  );
  const context = image.getContext('2d', { alpha: false });
  if (context) {
    context.fillStyle = theme.paper;
    context.fillRect(0, 0, image.width, image.height);
    const { k, x, y } = transform;
    context.setTransform(pixelRatio * k, 0, 0, pixelRatio * k, pixelRatio * x, pixelRatio * y);
    drawStage({ context, theme, colours, k }, stage);
  }
  return { image, stage, colours, key };
}

function drawStage(pen: Pen, { boxes, links }: Stage): void {
  const grounds = boxes.filter(isGround);
  for (const box of grounds) drawBox(pen, box, 'plain');
  for (const link of links) if (!link.hidden) drawLane(pen, link);
  for (const box of boxes) if (!grounds.includes(box)) drawBox(pen, box, 'plain');
  for (const { words } of boxes) for (const some of words) drawWords(pen, some);
}

function drawLane({ context, theme, k }: Pen, { points, directed }: Link): void {
  context.strokeStyle = theme.hairline;
  context.lineWidth = Math.max(1.25, 0.75 / k);
  strokeRounded(context, points);
  const longest = directed ? longestPiece(points) : undefined;
  if (longest) drawChevron(context, ...longest);
}

function longestPiece(
  points: readonly ScenePoint[],
): readonly [ScenePoint, ScenePoint] | undefined {
  let best: readonly [ScenePoint, ScenePoint] | undefined;
  points.forEach((to, index) => {
    const from = points[index - 1];
    if (from && (!best || distance(from, to) > distance(...best))) best = [from, to];
  });
  return best;
}

function drawChevron(context: Context, from: ScenePoint, to: ScenePoint): void {
  const angle = Math.atan2(to.y - from.y, to.x - from.x);
  context.save();
  context.translate((from.x + to.x) / 2, (from.y + to.y) / 2);
  context.rotate(angle);
  context.beginPath();
  context.moveTo(-3, -4);
  context.lineTo(2, 0);
  context.lineTo(-3, 4);
  context.stroke();
  context.restore();
}
