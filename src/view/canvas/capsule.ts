import type { Ip } from '../../sim/net/index.ts';
import type { Capsule, Ends, ScenePoint } from '../scene/index.ts';
import {
  capsuleHeight,
  labelSize,
  outerHeight,
  outerLabelSize,
  type CapsuleSize,
} from './capsule-size.ts';
import { sansStack } from './fonts.ts';
import type { Context } from './shapes.ts';
import { addressFill, type Fill, type Theme } from './theme.ts';

/** How far the source half reaches into the destination half: the capsule points where it goes. */
const tip = 5;

/** What drawing capsules needs to know. */
export interface CapsulePen {
  readonly context: Context;
  readonly theme: Theme;
  readonly colours: ReadonlyMap<Ip, number>;
}

/** A capsule that does not change, around (0, 0). */
export function drawCapsule(pen: CapsulePen, capsule: Capsule, size: CapsuleSize): void {
  const { outer } = capsule;
  outer.toReversed().forEach((ends, index) => drawOuter(pen, ends, size, outer.length - index, 1));
  drawEnds(pen, capsule, size);
}

/** A capsule on its way from one form to another, `progress` from 0 to 1: halves flip, tunnels grow or shrink. */
export function drawChange(
  pen: CapsulePen,
  before: Capsule,
  after: Capsule,
  size: CapsuleSize,
  progress: number,
): void {
  const grows = after.outer.length > before.outer.length;
  const larger = grows ? after : before;
  if (after.outer.length !== before.outer.length) {
    larger.outer.toReversed().forEach((ends, index) => {
      const depth = larger.outer.length - index;
      const isChanging = depth > Math.min(before.outer.length, after.outer.length);
      drawOuter(pen, ends, size, depth, isChanging ? (grows ? progress : 1 - progress) : 1);
    });
    drawEnds(pen, after, size);
    return;
  }
  const turned = progress < 0.5 ? before : after;
  turned.outer
    .toReversed()
    .forEach((ends, index) => drawOuter(pen, ends, size, turned.outer.length - index, 1));
  drawEnds(pen, turned, size, {
    source: before.source !== after.source ? flip(progress) : 1,
    destination: before.destination !== after.destination ? flip(progress) : 1,
  });
}

/** Height of a half that turns over: whole, edge on in the middle, whole. */
function flip(progress: number): number {
  return Math.max(0.04, Math.abs(Math.cos(progress * Math.PI)));
}

interface Heights {
  readonly source: number;
  readonly destination: number;
}

function drawEnds(
  pen: CapsulePen,
  ends: Ends,
  { half }: CapsuleSize,
  heights: Heights = { source: 1, destination: 1 },
): void {
  const { context, theme, colours } = pen;
  ring(context, half, capsuleHeight / 2, theme.room);
  const source = addressFill(theme, colours.get(ends.source));
  const destination = addressFill(theme, colours.get(ends.destination));
  squeezed(context, heights.destination, () => {
    rightHalf(context, half);
    fill(context, destination);
    label(
      context,
      ends.destinationLabel,
      { x: half / 2 + tip / 2, y: 0 },
      half - tip - 6,
      labelSize,
      destination,
    );
  });
  squeezed(context, heights.source, () => {
    leftHalf(context, half, theme.room);
    fill(context, source);
    label(context, ends.sourceLabel, { x: -half / 2 + 1, y: 0 }, half - 6, labelSize, source);
  });
}

/** Around the capsule, or around the next smaller tunnel: the colours of the two nodes. */
function drawOuter(
  { context, theme, colours }: CapsulePen,
  ends: Ends,
  { half, outerHalf }: CapsuleSize,
  depth: number,
  grown: number,
): void {
  const inner = half + (depth - 1) * outerHalf;
  const reach = inner + outerHalf * grown;
  const rise = capsuleHeight / 2 + ((outerHeight - capsuleHeight) / 2) * depth * grown;
  const source = addressFill(theme, colours.get(ends.source));
  const destination = addressFill(theme, colours.get(ends.destination));
  ring(context, reach, rise, theme.room);
  context.beginPath();
  context.roundRect(0, -rise, reach, 2 * rise, [0, rise, rise, 0]);
  fill(context, destination);
  context.beginPath();
  context.roundRect(-reach, -rise, reach, 2 * rise, [rise, 0, 0, rise]);
  fill(context, source);
  if (grown < 0.7) return;
  const middle = inner + outerHalf / 2 + 1;
  label(context, ends.sourceLabel, { x: -middle, y: 0 }, outerHalf - 6, outerLabelSize, source);
  label(
    context,
    ends.destinationLabel,
    { x: middle, y: 0 },
    outerHalf - 6,
    outerLabelSize,
    destination,
  );
}

/** Paper around a capsule, so that it stands clear of the lines it is on. */
function ring(context: Context, reach: number, rise: number, colour: string): void {
  context.beginPath();
  context.roundRect(-reach - 2, -rise - 2, 2 * reach + 4, 2 * rise + 4, rise + 2);
  context.fillStyle = colour;
  context.fill();
}

function leftHalf(context: Context, half: number, edge: string): void {
  const rise = capsuleHeight / 2;
  context.beginPath();
  context.moveTo(0, -rise);
  context.lineTo(tip, 0);
  context.lineTo(0, rise);
  context.lineTo(-half + rise, rise);
  context.arc(-half + rise, 0, rise, Math.PI / 2, (3 * Math.PI) / 2);
  context.closePath();
  context.strokeStyle = edge;
  context.lineWidth = 2.5;
  context.stroke();
}

function rightHalf(context: Context, half: number): void {
  const rise = capsuleHeight / 2;
  context.beginPath();
  context.roundRect(0, -rise, half, 2 * rise, [0, rise, rise, 0]);
}

function fill(context: Context, { fill: colour }: Fill): void {
  context.fillStyle = colour;
  context.fill();
}

function squeezed(context: Context, part: number, draw: () => void): void {
  context.save();
  context.scale(1, part);
  draw();
  context.restore();
}

function label(
  context: Context,
  text: string,
  at: ScenePoint,
  width: number,
  size: number,
  { text: colour }: Fill,
): void {
  context.font = `600 ${size}px ${sansStack}`;
  context.fillStyle = colour;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(text, at.x, at.y + 0.5, width);
}
