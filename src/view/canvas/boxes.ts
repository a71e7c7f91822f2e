import { faces, type Box, type Shape, type Words } from '../scene/index.ts';
import type { Ip } from '../../sim/net/index.ts';
import { fontOf } from './fonts.ts';
import { outlines, type Context } from './shapes.ts';
import { addressFill, type Theme } from './theme.ts';

/** What the painter has to say about a box. */
export type State = 'plain' | 'active' | 'lit' | 'failed';

type Colour = Exclude<keyof Theme, 'name' | 'addresses' | 'failure' | 'neutral'>;

interface Look {
  readonly fill?: Colour;
  readonly edge: Colour;
  readonly width: number;
  readonly dash?: readonly number[];
}

const looks: Readonly<Record<Shape, Look>> = {
  region: { edge: 'outline', width: 1, dash: [3, 4] },
  room: { fill: 'room', edge: 'hairline', width: 1.25 },
  card: { fill: 'card', edge: 'outline', width: 1 },
  bar: { fill: 'device', edge: 'outline', width: 1 },
  arch: { fill: 'card', edge: 'outline', width: 1.5 },
  fork: { fill: 'card', edge: 'outline', width: 1.25 },
  tunnel: { fill: 'card', edge: 'outline', width: 1.25 },
  port: { fill: 'device', edge: 'outline', width: 1 },
  tab: { fill: 'device', edge: 'outline', width: 1 },
  disc: { fill: 'card', edge: 'outline', width: 1.25 },
};

/** Whether other boxes stand on it. */
export function isGround({ shape }: Box): boolean {
  return shape === 'room' || shape === 'region';
}

/** What drawing a box needs to know besides the box. */
export interface Pen {
  readonly context: Context;
  readonly theme: Theme;
  readonly colours: ReadonlyMap<Ip, number>;
  /** Zoom: words too small to read on the screen are left out, lines never become thinner than they can be seen. */
  readonly k: number;
}

export function drawBox(pen: Pen, box: Box, state: State): void {
  const { context, theme } = pen;
  const look = looks[box.shape];
  outlines[box.shape](context, box);
  const fill =
    state === 'lit'
      ? theme.lit
      : state === 'failed'
        ? theme.failureTint
        : look.fill && theme[look.fill];
  if (fill !== undefined) {
    context.fillStyle = fill;
    context.fill();
  }
  context.strokeStyle = edgeOf(theme, look, state, box.quiet);
  context.lineWidth = Math.max(state === 'plain' ? look.width : 2, 0.75 / pen.k);
  context.setLineDash(look.dash ? [...look.dash] : []);
  context.stroke();
  context.setLineDash([]);
  if (box.shape === 'tunnel') drawMouth(pen, box);
}

function edgeOf(theme: Theme, look: Look, state: State, quiet: boolean): string {
  if (state === 'lit') return theme.litEdge;
  if (state === 'failed') return theme.failure.fill;
  if (state === 'active') return theme.ink;
  return quiet ? theme.hairline : theme[look.edge];
}

/** A capsule inside the outline of a larger one: what a tunnel device makes. */
function drawMouth({ context }: Pen, { x, y, width, height }: Box): void {
  context.beginPath();
  context.roundRect(x + 12, y + 7, width - 24, height - 14, (height - 14) / 2);
  context.stroke();
}

export function drawWords(pen: Pen, words: Words): void {
  const { context, theme, colours } = pen;
  const face = faces[words.role];
  if (face.size * pen.k < face.legiblePx) return;
  const colour = words.address === undefined ? undefined : colours.get(words.address);
  if (colour !== undefined) drawChip(pen, words, colour);
  context.font = fontOf(face);
  context.fillStyle = colour === undefined ? inkOf(words, theme) : addressFill(theme, colour).text;
  context.textAlign = words.align;
  context.textBaseline = 'middle';
  const { x, y, width, height, align } = words;
  const anchor = align === 'left' ? x : align === 'center' ? x + width / 2 : x + width;
  context.fillText(words.text, anchor, y + height / 2 + 0.5, width + 1);
}

function drawChip({ context, theme }: Pen, { x, y, width, height }: Words, colour: number): void {
  context.beginPath();
  context.roundRect(x, y, width, height, 5);
  context.fillStyle = addressFill(theme, colour).fill;
  context.fill();
}

function inkOf({ role }: Words, theme: Theme): string {
  return role === 'title' || role === 'name' || role === 'label' ? theme.ink : theme.quietInk;
}
