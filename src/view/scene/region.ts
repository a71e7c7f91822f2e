import type { Box, SceneRect, StageLabels, Words } from './types.ts';
import { wordsAt, wordsIn } from './words.ts';

const inset = 10;
const segmentHeight = 8;

/** What lies outside the cluster, with its name at the upper right, not farther to the left than `nameFrom`. */
export function outsideRegion(rect: SceneRect, nameFrom: number, labels: StageLabels): Box {
  const label = labels.outside;
  const right = rect.x + rect.width - inset;
  return {
    ...rect,
    id: 'outside',
    kind: 'outside',
    shape: 'region',
    label,
    words: [wordsIn(label, 'word', 'right', nameFrom, rect.y + 3, right - nameFrom)],
    because: [],
    quiet: false,
  };
}

/** A network out there: a bar around `y`, with its name at that side of it if there is room. */
export function segmentBar(
  segment: string,
  left: number,
  right: number,
  y: number,
  labels: StageLabels,
  side: 'below' | { readonly above: number; readonly to: number },
): Box {
  const label = labels.names[segment] ?? segment;
  return {
    id: `segment:${segment}`,
    kind: 'segment',
    shape: 'bar',
    parent: 'outside',
    label,
    words: nameOf(label, left, right, y, side),
    x: left,
    y: y - segmentHeight / 2,
    width: right - left,
    height: segmentHeight,
    because: [],
    quiet: false,
  };
}

function nameOf(
  label: string,
  left: number,
  right: number,
  y: number,
  side: 'below' | { readonly above: number; readonly to: number },
): readonly Words[] {
  const words =
    side === 'below'
      ? wordsAt(label, 'word', 'center', (left + right) / 2, y + 9)
      : wordsAt(label, 'word', 'left', side.above, y - 23);
  const room = side === 'below' ? right - left : side.to - side.above;
  return words.width <= room ? [words] : [];
}
