import { distance, type ScenePoint } from '../scene/index.ts';
import type { Context } from './shapes.ts';

const cornerRadius = 8;

/** Strokes an orthogonal line with rounded corners. */
export function strokeRounded(context: Context, points: readonly ScenePoint[]): void {
  const line = withoutRepeats(points);
  const [start] = line;
  if (!start || line.length < 2) return;
  context.beginPath();
  context.moveTo(start.x, start.y);
  line.forEach((corner, index) => {
    const [before, next] = [line[index - 1], line[index + 1]];
    if (!before) return;
    if (!next) context.lineTo(corner.x, corner.y);
    else {
      const room = Math.min(distance(before, corner), distance(corner, next)) / 2;
      context.arcTo(corner.x, corner.y, next.x, next.y, Math.min(cornerRadius, room));
    }
  });
  context.stroke();
}

function withoutRepeats(points: readonly ScenePoint[]): readonly ScenePoint[] {
  return points.filter((point, index) => {
    const before = points[index - 1];
    return !before || distance(before, point) > 0.5;
  });
}
