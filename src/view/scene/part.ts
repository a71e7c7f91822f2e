import type { Box, Gutter, Link, ScenePoint, SceneRect, Station, Words } from './types.ts';

/** Some of a stage, in coordinates of its own. */
export interface Part {
  readonly boxes: readonly Box[];
  readonly links: readonly Link[];
  readonly stations: readonly Station[];
  readonly gutters: readonly Gutter[];
}

export const nothing: Part = { boxes: [], links: [], stations: [], gutters: [] };

/** Several parts as one, in this order. */
export function joined(...parts: readonly Part[]): Part {
  return {
    boxes: parts.flatMap(({ boxes }) => boxes),
    links: parts.flatMap(({ links }) => links),
    stations: parts.flatMap(({ stations }) => stations),
    gutters: parts.flatMap(({ gutters }) => gutters),
  };
}

/** The part with its origin at (`x`, `y`). */
export function moved(part: Part, x: number, y: number): Part {
  const shift = <P extends ScenePoint>(point: P): P => ({
    ...point,
    x: point.x + x,
    y: point.y + y,
  });
  return {
    boxes: part.boxes.map((box) => ({ ...shift(box), words: box.words.map(shift) })),
    links: part.links.map((link) => ({ ...link, points: link.points.map(shift) })),
    stations: part.stations.map((station) => ({ ...station, point: shift(station.point) })),
    gutters: part.gutters.map((gutter) => ({
      ...gutter,
      from: shift(gutter.from),
      to: shift(gutter.to),
    })),
  };
}

/**
 * The part upside down, between `y` = 0 and `height`. Words stay upright: those of one box keep their order and their distance
 * from the edge they were near.
 */
export function flipped(part: Part, height: number): Part {
  const turn = (point: ScenePoint): ScenePoint => ({ x: point.x, y: height - point.y });
  return {
    boxes: part.boxes.map((box) => ({
      ...box,
      y: height - box.y - box.height,
      words: flippedWords(box.words, height),
    })),
    links: part.links.map((link) => ({ ...link, points: link.points.map(turn) })),
    stations: part.stations.map((station) => ({ ...station, point: turn(station.point) })),
    gutters: part.gutters.map(({ area, from, to, towards }) => ({
      area,
      from: turn(from),
      to: turn(to),
      towards: { x: towards.x, y: -towards.y },
    })),
  };
}

function flippedWords(words: readonly Words[], height: number): readonly Words[] {
  if (words.length === 0) return words;
  const top = Math.min(...words.map(({ y }) => y));
  const bottom = Math.max(...words.map(bottomOf));
  return words.map((some) => ({ ...some, y: some.y - top + height - bottom }));
}

export function rightOf({ x, width }: SceneRect): number {
  return x + width;
}

export function bottomOf({ y, height }: SceneRect): number {
  return y + height;
}
