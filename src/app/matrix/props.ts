import type { MatrixTexts } from '../../i18n/en/matrix.ts';
import type { Folded } from '../../sim/matrix/index.ts';
import type { Place } from './grid.ts';

/** What the picture and the table show, and what they tell. */
export interface GridProps {
  readonly folded: Folded;
  readonly words: MatrixTexts;
  /** Where the keyboard is, or would be. */
  readonly focused: Place;
  readonly onFocus: (place: Place) => void;
  /** The pointer is on another cell, or on none. */
  readonly onHover: (place: Place | undefined) => void;
  /** A cell was chosen, or the heading of an owner. */
  readonly onActivate: (place: Place) => void;
}
