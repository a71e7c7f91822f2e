import { easeQuadInOut } from 'd3-ease';
import type { Box, Film, Stage } from '../scene/index.ts';
import { drawBox, drawWords, isGround, type Pen, type State } from './boxes.ts';
import { drawCapsule, drawChange } from './capsule.ts';
import { sizeOf } from './capsule-size.ts';
import { frameAt, type Frame } from './frame.ts';
import { paintCloseUp, paintName } from './close-up.ts';
import { paintPackets } from './sprites.ts';
import { paintStill } from './still.ts';
import { drawTrail } from './trail.ts';
import type { View } from './view.ts';

/** What a packet carries and which chains it met are told from this zoom on. */
const closeFrom = 1.6;
/** On a small picture the capsule stays this large, in CSS pixels per unit. */
const capsuleScaleMin = 0.75;

/**
 * Paints one frame: the stage, and where the film's packet is at `timeMs`. Keeps no memory between frames, so that time can be
 * dragged in both directions; only what does not move is cached.
 */
export function paint(
  context: CanvasRenderingContext2D,
  stage: Stage,
  film: Film | undefined,
  timeMs: number,
  view: View,
): void {
  const colours = film?.colours ?? stage.colours;
  paintStill(context, stage, colours, view);
  const { transform, pixelRatio, theme } = view;
  const { k, x, y } = transform;
  context.setTransform(pixelRatio * k, 0, 0, pixelRatio * k, pixelRatio * x, pixelRatio * y);
  const pen: Pen = { context, theme, colours, k };
  const frame = film && frameAt(film, timeMs);
  paintStates(pen, stage, statesOf(film, frame, timeMs, view), view);
  if (view.packets) paintPackets(context, view.packets, view, colours, false);
  if (film && frame) {
    drawTrail(pen, film, frame);
    paintPacket(pen, film, frame, view);
    paintFailure(pen, film, frame, timeMs);
  }
  paintName(pen, stage, view);
}

/** What is special about which box, the weightier word last. */
function statesOf(
  film: Film | undefined,
  frame: Frame | undefined,
  timeMs: number,
  view: View,
): ReadonlyMap<string, State> {
  const states = new Map<string, State>();
  for (const id of view.litBoxIds) states.set(id, 'lit');
  if (!film || !frame) return states;
  const { leg, index } = frame;
  const ends = [film.stops[leg.firstStop], film.stops[leg.endStop - 1]];
  for (const end of ends) if (end && !states.has(end.boxId)) states.set(end.boxId, 'active');
  if (frame.travelled === 1 && !states.has(frame.stop.boxId))
    states.set(frame.stop.boxId, 'active');
  for (const stop of film.stops.slice(leg.firstStop, index + 1))
    if (stop.telling && timeMs >= stop.arriveMs) states.set(stop.boxId, 'lit');
  const failed = failureAt(film, timeMs);
  if (failed) states.set(failed.boxId, 'failed');
  return states;
}

function paintStates(
  pen: Pen,
  { boxes }: Stage,
  states: ReadonlyMap<string, State>,
  { selectedBoxId, hoveredBoxId }: View,
): void {
  for (const box of boxes) {
    const state = states.get(box.id);
    if (state && !isGround(box)) {
      drawBox(pen, box, state);
      if (box.shape === 'card') for (const words of box.words) drawWords(pen, words);
    }
    if (box.id === selectedBoxId) outline(pen, box, pen.theme.focus);
    else if (box.id === hoveredBoxId && !isGround(box)) outline(pen, box, pen.theme.outline);
  }
}

function outline({ context, k }: Pen, { x, y, width, height }: Box, colour: string): void {
  context.beginPath();
  context.roundRect(x - 3, y - 3, width + 6, height + 6, Math.min(12, height / 2 + 3));
  context.strokeStyle = colour;
  context.lineWidth = Math.max(2, 1.5 / k);
  context.stroke();
}

function paintPacket(pen: Pen, film: Film, frame: Frame, view: View): void {
  const { context, theme, colours } = pen;
  const { stop, changed, point } = frame;
  const size = sizeOf(film);
  const scale = Math.max(1, (capsuleScaleMin * view.textScale) / pen.k);
  const tunnels = Math.max(stop.before.outer.length, stop.after.outer.length);
  const reach = (size.half + tunnels * size.outerHalf) * scale;
  context.save();
  context.translate(kept(point.x, reach, view), point.y);
  context.scale(scale, scale);
  const progress = view.reducedMotion ? (changed > 0 ? 1 : 0) : easeQuadInOut(changed);
  const capsules = { context, theme, colours };
  if (progress === 0) drawCapsule(capsules, stop.before, size);
  else if (progress === 1) drawCapsule(capsules, stop.after, size);
  else drawChange(capsules, stop.before, stop.after, size, progress);
  context.restore();
  if (pen.k >= closeFrom) paintCloseUp(pen, frame);
}

/** On a lane at the edge of the view, a capsule stands beside the lane rather than half out of sight. */
function kept(x: number, reach: number, { transform, width }: View): number {
  const left = -transform.x / transform.k;
  const right = left + width / transform.k;
  const isInView = x >= left && x <= right && right - left > 2 * reach;
  return isInView ? Math.min(right - reach - 3, Math.max(left + reach + 3, x)) : x;
}

/** From the moment the request fails, the place where it did is marked. */
function paintFailure(pen: Pen, film: Film, frame: Frame, timeMs: number): void {
  const stop = failureAt(film, timeMs);
  const at = stop?.path.at(-1);
  if (!at) return;
  const { context, theme } = pen;
  const scale = Math.max(1, capsuleScaleMin / pen.k);
  // While the packet is still there, at its end: both can be seen.
  const isOccupied = frame.stop === stop;
  const x = at.x + (isOccupied ? (sizeOf(film).half + 2) * scale : 0);
  const y = at.y - (isOccupied ? 10 * scale : 0);
  const radius = 9 * scale;
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fillStyle = theme.failure.fill;
  context.fill();
  context.strokeStyle = theme.room;
  context.lineWidth = 2 * scale;
  context.stroke();
  const arm = radius * 0.4;
  context.beginPath();
  for (const side of [-1, 1]) {
    context.moveTo(x - arm * side, y - arm);
    context.lineTo(x + arm * side, y + arm);
  }
  context.strokeStyle = theme.failure.text;
  context.lineWidth = 2.25 * scale;
  context.lineCap = 'round';
  context.stroke();
}

function failureAt(film: Film, timeMs: number): Film['stops'][number] | undefined {
  const stop = film.failedStop === undefined ? undefined : film.stops[film.failedStop];
  return stop && timeMs >= stop.arriveMs ? stop : undefined;
}
