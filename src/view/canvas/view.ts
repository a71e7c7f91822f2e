import type { Ends, ScenePoint, Stage } from '../scene/index.ts';
import type { Theme } from './theme.ts';

/** Where the stage is on the screen: a scene point p is drawn at `k` p + (`x`, `y`), in CSS pixels. */
export interface Transform {
  readonly k: number;
  readonly x: number;
  readonly y: number;
}

/** A packet somewhere on the stage. */
export interface PlacedPacket {
  readonly point: ScenePoint;
  readonly ends: Ends;
}

/** Everything besides stage, film and time that a frame depends on. */
export interface View {
  readonly transform: Transform;
  /** Of the canvas, in CSS pixels. */
  readonly width: number;
  readonly height: number;
  readonly pixelRatio: number;
  readonly theme: Theme;
  /** How much larger than normal the reader wants words, 1 for normal. */
  readonly textScale: number;
  readonly reducedMotion: boolean;
  readonly selectedBoxId?: string | undefined;
  readonly hoveredBoxId?: string | undefined;
  /** Boxes lit from elsewhere: by the cursor in the YAML, a finding, … */
  readonly litBoxIds: ReadonlySet<string>;
  /** Packets besides that of the film: traffic. */
  readonly packets?: readonly PlacedPacket[] | undefined;
}

/** A point of the screen, in CSS pixels from the corner of the canvas. Never mixed with points of the scene. */
export interface ScreenPoint {
  readonly screenX: number;
  readonly screenY: number;
}

export function toScreen({ k, x, y }: Transform, point: ScenePoint): ScreenPoint {
  return { screenX: point.x * k + x, screenY: point.y * k + y };
}

export function toScene({ k, x, y }: Transform, { screenX, screenY }: ScreenPoint): ScenePoint {
  return { x: (screenX - x) / k, y: (screenY - y) / k };
}

/** The transform that shows the whole stage, centred. */
export function fitted(
  stage: Pick<Stage, 'width' | 'height'>,
  width: number,
  height: number,
): Transform {
  const k = Math.max(0.01, Math.min(width / stage.width, height / stage.height));
  return { k, x: (width - stage.width * k) / 2, y: (height - stage.height * k) / 2 };
}
