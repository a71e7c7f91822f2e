import type { Pen } from './boxes.ts';
import type { Frame } from './frame.ts';
import { monoStack } from './fonts.ts';

const textPx = 12;
const linePx = 16;
const paddingPx = 8;
/** From the middle of the packet down to what is told about it. */
const dropUnits = 16;
const letterEm = 0.602;

/** Below a packet that is looked at closely: what it carries, and the chains of the gate it stands in. */
export function paintCloseUp(pen: Pen, { stop, point, travelled }: Frame): void {
  const { context, theme, k } = pen;
  const lines = [stop.after.caption, ...(travelled === 1 ? stop.chains : [])].filter((line) => line !== '');
  if (lines.length === 0) return;
  const longest = Math.max(...lines.map(({ length }) => length));
  const width = longest * textPx * letterEm + 2 * paddingPx;
  const height = lines.length * linePx + paddingPx;
  context.save();
  context.translate(point.x, point.y + dropUnits);
  context.scale(1 / k, 1 / k);
  context.beginPath();
  context.roundRect(-width / 2, 0, width, height, 6);
  context.fillStyle = theme.room;
  context.fill();
  context.strokeStyle = theme.outline;
  context.lineWidth = 1;
  context.stroke();
  context.font = `${textPx}px ${monoStack}`;
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  lines.forEach((line, index) => {
    context.fillStyle = index === 0 ? theme.ink : theme.quietInk;
    context.fillText(line, paddingPx - width / 2, paddingPx / 2 + (index + 0.5) * linePx, width);
  });
  context.restore();
}
