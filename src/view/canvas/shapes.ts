import type { SceneRect, Shape } from '../scene/index.ts';

/** Anything that paths can be drawn on: a canvas context, on the screen or off it. */
export type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** Draws the outline of a box as the current path of the context. */
export const outlines: Readonly<Record<Shape, (context: Context, rect: SceneRect) => void>> = {
  region: (context, rect) => rounded(context, rect, 12),
  room: (context, rect) => rounded(context, rect, 16),
  card: (context, rect) => rounded(context, rect, 10),
  bar: (context, rect) => rounded(context, rect, rect.height / 2),
  arch,
  fork: diamond,
  tunnel: (context, rect) => rounded(context, rect, rect.height / 2),
  port: (context, rect) => rounded(context, rect, 4),
  tab: (context, rect) => rounded(context, rect, 2),
  disc: (context, rect) => rounded(context, rect, rect.width / 2),
};

function rounded(context: Context, { x, y, width, height }: SceneRect, radius: number): void {
  context.beginPath();
  context.roundRect(x, y, width, height, Math.min(radius, width / 2, height / 2));
}

/** Two pillars and a round top: a gate. Open at the foot. */
function arch(context: Context, { x, y, width, height }: SceneRect): void {
  const radius = width / 2;
  context.beginPath();
  context.moveTo(x, y + height);
  context.lineTo(x, y + radius);
  context.arcTo(x, y, x + radius, y, radius);
  context.lineTo(x + width - radius, y);
  context.arcTo(x + width, y, x + width, y + radius, radius);
  context.lineTo(x + width, y + height);
}

function diamond(context: Context, { x, y, width, height }: SceneRect): void {
  context.beginPath();
  context.moveTo(x + width / 2, y);
  context.lineTo(x + width, y + height / 2);
  context.lineTo(x + width / 2, y + height);
  context.lineTo(x, y + height / 2);
  context.closePath();
}
