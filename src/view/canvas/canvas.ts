import { timer, type Timer } from 'd3-timer';
import type { Box, Film, ScenePoint, Stage } from '../scene/index.ts';
import { aspectOf, following, restFor, revealing } from './camera.ts';
import { isGround } from './boxes.ts';
import type { Gestures } from './gestures.ts';
import { paint } from './paint.ts';
import { boxAt, stopAt } from './pick.ts';
import type { Theme } from './theme.ts';
import { toScene, type Transform, type View } from './view.ts';

/** What the canvas shows, besides the time. */
export interface Picture {
  readonly stage: Stage;
  readonly film?: Film | undefined;
  readonly theme: Theme;
  /** How much larger than normal the reader wants words; 1 when absent. */
  readonly textScale?: number;
  readonly reducedMotion?: boolean;
  readonly selectedBoxId?: string | undefined;
  readonly litBoxIds?: ReadonlySet<string>;
}

/** What a reader does with the canvas. */
export interface CanvasCallbacks {
  /** A box was chosen, or empty space. */
  onPickBox?(boxId: string | undefined): void;
  /** A stop on the packet's way was chosen: its number in the film. */
  onPickStop?(index: number): void;
  /** The pointer came over another box, or left all. */
  onHover?(boxId: string | undefined): void;
  /** The canvas has another size now, or its first one. `aspect` moves in steps, so that small changes lay out nothing anew. */
  onResize?(size: {
    readonly width: number;
    readonly height: number;
    readonly aspect: number;
  }): void;
}

/** A canvas that shows stages and films. Time comes from outside: while nobody calls, nothing is drawn. */
export interface CanvasView {
  show(picture: Picture): void;
  /** Shows the film at this time. */
  seek(timeMs: number): void;
  /** Back to where the camera rests: the whole stage, or, where that could not be read, the packet. */
  fit(): void;
  zoomBy(factor: number): void;
  panBy(rightPx: number, downPx: number): void;
  /** Moves the camera, if it must, so that this box is in view. */
  reveal(boxId: string): void;
}

const zoomMin = 0.05;
const zoomMax = 8;
const nothingLit: ReadonlySet<string> = new Set();

/** Takes over a canvas element for as long as it lives; its size comes from the page's style. */
export function mountCanvas(
  element: HTMLCanvasElement,
  callbacks: CanvasCallbacks = {},
): CanvasView {
  return new MountedCanvas(element, callbacks);
}

class MountedCanvas implements CanvasView {
  private picture: Picture | undefined;
  private timeMs = 0;
  private width = 0;
  private height = 0;
  private transform: Transform = { k: 1, x: 0, y: 0 };
  /** The reader has moved the camera: it stays where it was put until `fit`. */
  private isHeld = false;
  private hovered: string | undefined;
  private pending: Timer | undefined;
  private readonly element: HTMLCanvasElement;
  private readonly callbacks: CanvasCallbacks;
  private readonly context: CanvasRenderingContext2D | null;
  private gestures: Gestures | undefined;
  private readonly observer = new ResizeObserver(() => this.resize());

  constructor(element: HTMLCanvasElement, callbacks: CanvasCallbacks) {
    this.element = element;
    this.callbacks = callbacks;
    this.context = element.getContext('2d', { alpha: false });
    element.addEventListener('click', (event) => this.pick(event));
    element.addEventListener('pointermove', (event) => this.hover(event));
    element.addEventListener('pointerleave', () => this.hoverOver(undefined));
    void this.listenToHands();
    this.observer.observe(element);
  }

  show(picture: Picture): void {
    const known = this.picture;
    this.picture = picture;
    const isOther =
      known?.stage.width !== picture.stage.width || known.stage.height !== picture.stage.height;
    if (isOther) this.limit();
    this.rest();
    this.invalidate();
  }

  seek(timeMs: number): void {
    if (timeMs === this.timeMs) return;
    this.timeMs = timeMs;
    this.rest();
    this.invalidate();
  }

  fit(): void {
    this.isHeld = false;
    this.rest();
    this.invalidate();
  }

  zoomBy(factor: number): void {
    const { transform, width, height } = this;
    const k = Math.min(zoomMax, Math.max(zoomMin, transform.k * factor));
    const { x, y } = toScene(transform, { screenX: width / 2, screenY: height / 2 });
    this.hold({ k, x: width / 2 - x * k, y: height / 2 - y * k });
  }

  panBy(rightPx: number, downPx: number): void {
    const { k, x, y } = this.transform;
    this.hold({ k, x: x + rightPx, y: y + downPx });
  }

  reveal(boxId: string): void {
    const { picture, transform, width, height } = this;
    const box = picture?.stage.boxes.find(({ id }) => id === boxId);
    const moved = picture && box && revealing(picture.stage, box, transform, width, height);
    if (moved) this.hold(moved);
  }

  private resize(): void {
    const { clientWidth: width, clientHeight: height } = this.element;
    if (width === 0 || height === 0 || (width === this.width && height === this.height)) return;
    this.width = width;
    this.height = height;
    this.limit();
    this.rest();
    this.callbacks.onResize?.({ width, height, aspect: aspectOf(width, height) });
    // At once: a canvas that waits for its next frame is shown stretched until then.
    this.draw();
  }

  private async listenToHands(): Promise<void> {
    const { attachGestures } = await import('./gestures.ts');
    this.gestures = attachGestures(this.element, [zoomMin, zoomMax], (transform) => {
      this.isHeld = true;
      this.transform = transform;
      this.invalidate();
    });
    this.gestures.follow(this.transform);
    this.limit();
  }

  private limit(): void {
    if (this.picture) this.gestures?.limit(this.picture.stage, this.width, this.height);
  }

  /** Puts the camera somewhere and leaves it there. */
  private hold(transform: Transform): void {
    this.isHeld = true;
    this.moveTo(transform);
    this.invalidate();
  }

  /** Puts the camera where it rests, unless the reader holds it. */
  private rest(): void {
    const { picture, width, height } = this;
    if (!picture || this.isHeld || width === 0) return;
    const { stage, film, textScale = 1 } = picture;
    const { transform, follows } = restFor(stage, width, height, textScale);
    const isFollowing = follows && film !== undefined && film.stops.length > 0;
    this.moveTo(
      isFollowing ? following(stage, film, this.timeMs, width, height, transform.k) : transform,
    );
  }

  private moveTo({ k, x, y }: Transform): void {
    const { transform } = this;
    if (k === transform.k && x === transform.x && y === transform.y) return;
    this.transform = { k, x, y };
    this.gestures?.follow(this.transform);
  }

  private pick(event: MouseEvent): void {
    if (event.defaultPrevented || !this.picture) return;
    const { stage, film } = this.picture;
    const point = this.pointOf(event);
    const { k } = this.transform;
    const stop = film && stopAt(film, this.timeMs, point, k);
    if (stop !== undefined) this.callbacks.onPickStop?.(stop);
    else this.callbacks.onPickBox?.(boxAt(stage, point, k)?.id);
  }

  private hover(event: PointerEvent): void {
    if (event.pointerType === 'touch' || event.buttons !== 0 || !this.picture) return;
    this.hoverOver(boxAt(this.picture.stage, this.pointOf(event), this.transform.k));
  }

  private hoverOver(box: Box | undefined): void {
    if (box?.id === this.hovered) return;
    this.hovered = box?.id;
    this.element.style.cursor = box && !isGround(box) ? 'pointer' : '';
    this.callbacks.onHover?.(box?.id);
    this.invalidate();
  }

  private pointOf(event: MouseEvent): ScenePoint {
    const { left, top } = this.element.getBoundingClientRect();
    return toScene(this.transform, { screenX: event.clientX - left, screenY: event.clientY - top });
  }

  /** Draws once, at the next frame, however often it is asked for. */
  private invalidate(): void {
    this.pending ??= timer(() => this.draw());
  }

  private draw(): void {
    this.pending?.stop();
    this.pending = undefined;
    const { picture, context, element, width, height } = this;
    if (!picture || !context || width === 0) return;
    const pixelRatio = devicePixelRatio;
    const [pixelWidth, pixelHeight] = [
      Math.round(width * pixelRatio),
      Math.round(height * pixelRatio),
    ];
    // Setting the size clears the canvas even when it is the same.
    if (element.width !== pixelWidth) element.width = pixelWidth;
    if (element.height !== pixelHeight) element.height = pixelHeight;
    paint(context, picture.stage, picture.film, this.timeMs, this.view(picture, pixelRatio));
  }

  private view(picture: Picture, pixelRatio: number): View {
    const { transform, width, height, hovered } = this;
    return {
      transform,
      width,
      height,
      pixelRatio,
      theme: picture.theme,
      textScale: picture.textScale ?? 1,
      reducedMotion: picture.reducedMotion ?? false,
      selectedBoxId: picture.selectedBoxId,
      hoveredBoxId: hovered,
      litBoxIds: picture.litBoxIds ?? nothingLit,
    };
  }
}
