import { faces, type Box, type ScenePoint, type Stage } from '../scene/index.ts';
import type { Pen } from './boxes.ts';
import type { Frame } from './frame.ts';
import { monoStack } from './fonts.ts';
import type { View } from './view.ts';

const textPx = 12;
const linePx = 16;
const paddingPx = 8;
const letterEm = 0.602;
/** From the middle of the packet down to what is told about it. */
const dropUnits = 16;

/** Below a packet that is looked at closely: what it carries, and the chains of the gate it stands in. */
export function paintCloseUp(pen: Pen, { stop, point, travelled }: Frame): void {
  const lines = [stop.after.caption, ...(travelled === 1 ? stop.chains : [])];
  paintNote(
    pen,
    { x: point.x, y: point.y + dropUnits },
    lines.filter((line) => line !== ''),
  );
}

/** The whole name of the box under the pointer, where the map only has room for a part of it. */
export function paintName(pen: Pen, { boxes }: Stage, { hoveredBoxId }: View): void {
  const box = boxes.find(({ id }) => id === hoveredBoxId);
  if (box && !isNamed(box, pen.k))
    paintNote(pen, { x: box.x + box.width / 2, y: box.y + box.height + 6 }, [box.label]);
}

function isNamed({ words, label }: Box, k: number): boolean {
  return words.some(
    ({ text, role }) => text === label && faces[role].size * k >= faces[role].legiblePx,
  );
}

/** Lines on a slip of paper whose upper edge has its middle at a point of the scene. */
function paintNote(
  { context, theme, k }: Pen,
  { x, y }: ScenePoint,
  lines: readonly string[],
): void {
  if (lines.length === 0) return;
  const longest = Math.max(...lines.map(({ length }) => length));
  const width = longest * textPx * letterEm + 2 * paddingPx;
  const height = lines.length * linePx + paddingPx;
  context.save();
  context.translate(x, y);
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
