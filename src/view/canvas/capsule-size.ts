import { faces, widthOf, type Ends, type Film } from '../scene/index.ts';

export const capsuleHeight = 20;
/** With a tunnel around it. */
export const outerHeight = 34;
export const labelSize = 10.5;
export const outerLabelSize = 10;
const halfMin = 34;
const halfPadding = 6;

/** How wide the halves of all capsules of a film are, so that none changes its size on the way. */
export interface CapsuleSize {
  readonly half: number;
  readonly outerHalf: number;
}

const sizes = new WeakMap<Film, CapsuleSize>();

export function sizeOf(film: Film): CapsuleSize {
  const known = sizes.get(film);
  if (known) return known;
  const capsules = film.stops.flatMap(({ before, after }) => [before, after]);
  const size = {
    half: halfFor(capsules),
    outerHalf:
      widest(
        capsules.flatMap(({ outer }) => outer),
        outerLabelSize,
      ) + 12,
  };
  sizes.set(film, size);
  return size;
}

/** Half the width of a capsule that holds the labels of all of these. */
export function halfFor(ends: readonly Ends[]): number {
  return Math.max(halfMin, widest(ends, labelSize) + 2 * halfPadding);
}

function widest(ends: readonly Ends[], size: number): number {
  const labels = new Set(
    ends.flatMap(({ sourceLabel, destinationLabel }) => [sourceLabel, destinationLabel]),
  );
  const scale = size / faces.name.size;
  return Math.max(0, ...[...labels].map((text) => Math.ceil(widthOf(text, 'name') * scale)));
}
