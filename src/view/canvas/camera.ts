import { faces, type Film, type ScenePoint, type SceneRect, type Stage } from '../scene/index.ts';
import { frameAt } from './frame.ts';
import { fitted, type Transform } from './view.ts';

/** The smallest words are readable from this size on, in CSS pixels. */
const legiblePx = 9;
/** How long before and after a moment the camera looks, so that it glides where the packet hops. */
const windowMs = 900;
const samples = 7;

type Size = Pick<Stage, 'width' | 'height'>;

/** Where the camera rests while nobody moves it. */
export interface Rest {
  readonly transform: Transform;
  /** The stage does not fit at a readable size: the camera goes with the packet. */
  readonly follows: boolean;
}

/**
 * The whole stage where its words can be read then; else as large as they must be, at most as wide as the place, beginning at
 * the top.
 */
export function restFor(stage: Size, width: number, height: number, textScale: number): Rest {
  const whole = fitted(stage, width, height);
  const legible = (legiblePx * textScale) / faces.label.size;
  if (whole.k >= legible) return { transform: whole, follows: false };
  const k = Math.max(whole.k, Math.min(width / stage.width, legible * 1.25));
  const center = { x: stage.width / 2, y: height / k / 2 };
  return { transform: centred(stage, width, height, k, center), follows: true };
}

/** The transform with the packet in view at a time: a function of time alone, so that it can be dragged both ways. */
export function following(
  stage: Size,
  film: Film,
  timeMs: number,
  width: number,
  height: number,
  k: number,
): Transform {
  return centred(stage, width, height, k, meanPoint(film, timeMs));
}

function meanPoint(film: Film, timeMs: number): ScenePoint {
  let x = 0;
  let y = 0;
  for (let sample = 0; sample < samples; sample++) {
    const at = timeMs + (sample / (samples - 1) - 0.5) * 2 * windowMs;
    const point = frameAt(film, at)?.point ?? { x: 0, y: 0 };
    x += point.x / samples;
    y += point.y / samples;
  }
  return { x, y };
}

/** The transform with a box in the middle; `undefined` when all of it is in view already. */
export function revealing(
  stage: Size,
  { x, y, width: wide, height: high }: SceneRect,
  now: Transform,
  width: number,
  height: number,
): Transform | undefined {
  const [left, top] = [x * now.k + now.x, y * now.k + now.y];
  const isInView =
    left >= 0 && top >= 0 && left + wide * now.k <= width && top + high * now.k <= height;
  if (isInView) return undefined;
  return centred(stage, width, height, now.k, { x: x + wide / 2, y: y + high / 2 });
}

const aspectStep = 1.12;
/** Two rooms side by side cannot be read below this width, in CSS pixels. */
const widthOfTwoRooms = 560;
const tall = 0.7;

/**
 * Width divided by height, in steps: small changes of a window lay out nothing anew. A place too narrow for two rooms side by
 * side counts as a tall one: the rooms then stand above each other, and the camera goes along.
 */
export function aspectOf(width: number, height: number): number {
  const aspect = width < widthOfTwoRooms ? Math.min(width / height, tall) : width / height;
  const steps = Math.round(Math.log(aspect) / Math.log(aspectStep));
  return Number((aspectStep ** steps).toFixed(3));
}

/** Shows `center` in the middle, but never more empty space beyond the stage than there must be. */
export function centred(
  stage: Size,
  width: number,
  height: number,
  k: number,
  center: ScenePoint,
): Transform {
  return {
    k,
    x: held(width / 2 - center.x * k, width - stage.width * k),
    y: held(height / 2 - center.y * k, height - stage.height * k),
  };
}

/** Between 0 and `slack` when the stage is larger than the place, in the middle when it is smaller. */
function held(offset: number, slack: number): number {
  return slack >= 0 ? slack / 2 : Math.min(0, Math.max(slack, offset));
}
