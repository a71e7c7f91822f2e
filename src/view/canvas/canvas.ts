import { pointer, select } from 'd3-selection';
import { timer, type Timer } from 'd3-timer';
import { zoom, zoomIdentity, type D3ZoomEvent } from 'd3-zoom';
import type { Box, Film, ScenePoint, Stage } from '../scene/index.ts';
import { aspectOf, following, restFor, revealing } from './camera.ts';
import { isGround } from './boxes.ts';
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
  destroy(): void;
}

const zoomMin = 0.05;
const zoomMax = 8;
const nothingLit: ReadonlySet<string> = new Set();

/** Takes over a canvas element, whose size comes from the page's style. */
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
  private transform: Transform = zoomIdentity;
  /** The reader has moved the camera: it stays where it was put until `fit`. */
  private isHeld = false;
  private hovered: string | undefined;
  private pending: Timer | undefined;
  private readonly element: HTMLCanvasElement;
  private readonly callbacks: CanvasCallbacks;
  private readonly context: CanvasRenderingContext2D | null;
  private readonly behaviour = zoom<HTMLCanvasElement, unknown>();
  private readonly observer = new ResizeObserver(() => this.resize());

  constructor(element: HTMLCanvasElement, callbacks: CanvasCallbacks) {
    this.element = element;
    this.callbacks = callbacks;
    this.context = element.getContext('2d', { alpha: false });
    this.behaviour.scaleExtent([zoomMin, zoomMax]).on('zoom', (event) => this.zoomed(event));
    select(element)
      .call(this.behaviour)
      .on('dblclick.zoom', null)
      .on('click.pick', (event: MouseEvent) => this.pick(event))
      .on('pointermove.hover', (event: PointerEvent) => this.hover(event))
      .on('pointerleave.hover', () => this.hoverOver(undefined));
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
    this.isHeld = true;
    select(this.element).call(this.behaviour.scaleBy.bind(this.behaviour), factor);
  }

  panBy(rightPx: number, downPx: number): void {
    this.isHeld = true;
    const { k } = this.transform;
    select(this.element).call(
      this.behaviour.translateBy.bind(this.behaviour),
      rightPx / k,
      downPx / k,
    );
  }

  reveal(boxId: string): void {
    const { picture, transform, width, height } = this;
    const box = picture?.stage.boxes.find(({ id }) => id === boxId);
    const moved = picture && box && revealing(picture.stage, box, transform, width, height);
    if (!moved) return;
    this.isHeld = true;
    this.moveTo(moved);
    this.invalidate();
  }

  destroy(): void {
    this.observer.disconnect();
    this.pending?.stop();
    select(this.element).on('.zoom', null).on('.pick', null).on('.hover', null);
    this.picture = undefined;
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

  /** Keeps at least a part of the stage in view, however far the reader drags. */
  private limit(): void {
    if (!this.picture) return;
    const { stage } = this.picture;
    this.behaviour
      .extent([
        [0, 0],
        [this.width, this.height],
      ])
      .translateExtent([
        [-stage.width, -stage.height],
        [2 * stage.width, 2 * stage.height],
      ]);
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
    // d3-zoom keeps its own copy, from which the next gesture starts.
    Object.assign(this.element, { __zoom: zoomIdentity.translate(x, y).scale(k) });
  }

  private zoomed({ transform, sourceEvent }: D3ZoomEvent<HTMLCanvasElement, unknown>): void {
    if (sourceEvent) this.isHeld = true;
    const { k, x, y } = transform;
    this.transform = { k, x, y };
    this.invalidate();
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
    const [screenX, screenY] = pointer(event, this.element);
    return toScene(this.transform, { screenX, screenY });
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
