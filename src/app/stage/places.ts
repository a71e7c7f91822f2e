import type { Box, Stage } from '../../view/scene/index.ts';

const kinds = ['pod', 'node', 'host'] as const;

/** Boxes that have a network namespace of their own, by kind. */
export interface Places {
  readonly kind: (typeof kinds)[number];
  readonly boxes: readonly Box[];
}

/** What one can look into, in the order of the stage; quiet things last. */
export function placesOf({ boxes }: Stage): readonly Places[] {
  return kinds
    .map((kind) => {
      const found = boxes.filter((box) => box.kind === kind);
      return {
        kind,
        boxes: [...found.filter(({ quiet }) => !quiet), ...found.filter(({ quiet }) => quiet)],
      };
    })
    .filter((place) => place.boxes.length > 0);
}
