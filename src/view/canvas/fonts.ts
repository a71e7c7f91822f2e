import type { Face } from '../scene/index.ts';

/** No web fonts: what every system has, Korean glyphs included. The page uses the same stacks. */
export const sansStack =
  'system-ui, "Noto Sans KR", "Noto Sans CJK KR", "Apple SD Gothic Neo", "Malgun Gothic", sans-serif';
export const monoStack =
  'ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", "Noto Sans Mono CJK KR", monospace';

/** The face as a canvas font, `scale` times as large. */
export function fontOf(
  { size, weight, mono }: Pick<Face, 'size' | 'weight' | 'mono'>,
  scale = 1,
): string {
  return `${weight} ${size * scale}px ${mono ? monoStack : sansStack}`;
}
