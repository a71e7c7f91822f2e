import type { Ip } from '../../sim/net/index.ts';
import type { Ends } from '../scene/index.ts';
import { drawCapsule } from './capsule.ts';
import { capsuleHeight, halfFor } from './capsule-size.ts';
import { addressFill, type Theme } from './theme.ts';
import type { PlacedPacket, View } from './view.ts';

interface Sprite {
  readonly image: ImageBitmap;
  readonly width: number;
  readonly height: number;
}

const beadHalf = 9;
const beadHeight = 10;
/** From this size on the screen a capsule's labels can be read; smaller ones are drawn as beads without any. */
const labelledFrom = 0.8;
/** Capsules are drawn ahead in sizes this far apart: zooming does not draw a new set at every step. */
const sizeStep = 1.25;
const spritesMax = 400;

const sprites = new Map<string, Sprite>();

/**
 * Paints many packets, each in one `drawImage` of a picture drawn ahead. With `labelled` false they are beads: two colours, no
 * words, as in a stream of traffic.
 */
export function paintPackets(
  context: CanvasRenderingContext2D,
  packets: readonly PlacedPacket[],
  view: View,
  colours: ReadonlyMap<Ip, number>,
  labelled: boolean,
): void {
  const { transform, pixelRatio, theme } = view;
  const { k, x, y } = transform;
  const withLabels = labelled && k >= labelledFrom;
  const size = quantised(Math.min(2, Math.max(withLabels ? 1 : 0.7, k))) * pixelRatio;
  context.save();
  context.setTransform(1, 0, 0, 1, 0, 0);
  const known = new Map<Ends, Sprite>();
  for (const { point, ends } of packets) {
    let sprite = known.get(ends);
    if (!sprite) {
      sprite = spriteOf(ends, colours, theme, size, withLabels);
      known.set(ends, sprite);
    }
    // Whole pixels: nothing to interpolate, and edges stay sharp.
    const left = Math.round((point.x * k + x) * pixelRatio - sprite.width / 2);
    const top = Math.round((point.y * k + y) * pixelRatio - sprite.height / 2);
    context.drawImage(sprite.image, left, top);
  }
  context.restore();
}

function quantised(size: number): number {
  return sizeStep ** Math.round(Math.log(size) / Math.log(sizeStep));
}

function spriteOf(
  ends: Ends,
  colours: ReadonlyMap<Ip, number>,
  theme: Theme,
  size: number,
  labelled: boolean,
): Sprite {
  const source = colours.get(ends.source);
  const destination = colours.get(ends.destination);
  const words = labelled ? `${ends.sourceLabel}>${ends.destinationLabel}` : '';
  const key = `${theme.name} ${size.toFixed(3)} ${source} ${destination} ${words}`;
  const known = sprites.get(key);
  if (known) return known;
  if (sprites.size >= spritesMax) forget();
  const sprite = labelled
    ? capsuleSprite(ends, colours, theme, size)
    : beadSprite(source, destination, theme, size);
  sprites.set(key, sprite);
  return sprite;
}

function forget(): void {
  for (const { image } of sprites.values()) image.close();
  sprites.clear();
}

function capsuleSprite(
  ends: Ends,
  colours: ReadonlyMap<Ip, number>,
  theme: Theme,
  size: number,
): Sprite {
  const half = halfFor([ends]);
  return drawn(half + 2, capsuleHeight / 2 + 2, size, (context) =>
    drawCapsule(
      { context, theme, colours },
      { ...ends, outer: [], caption: '' },
      { half, outerHalf: 0 },
    ),
  );
}

function beadSprite(
  source: number | undefined,
  destination: number | undefined,
  theme: Theme,
  size: number,
): Sprite {
  const rise = beadHeight / 2;
  return drawn(beadHalf + 1, rise + 1, size, (context) => {
    context.fillStyle = theme.room;
    context.beginPath();
    context.roundRect(-beadHalf - 1, -rise - 1, 2 * beadHalf + 2, beadHeight + 2, rise + 1);
    context.fill();
    context.fillStyle = addressFill(theme, source).fill;
    context.beginPath();
    context.roundRect(-beadHalf, -rise, beadHalf, beadHeight, [rise, 0, 0, rise]);
    context.fill();
    context.fillStyle = addressFill(theme, destination).fill;
    context.beginPath();
    context.roundRect(0, -rise, beadHalf, beadHeight, [0, rise, rise, 0]);
    context.fill();
  });
}

function drawn(
  reach: number,
  rise: number,
  size: number,
  draw: (context: OffscreenCanvasRenderingContext2D) => void,
): Sprite {
  const width = Math.ceil(2 * reach * size);
  const height = Math.ceil(2 * rise * size);
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (context) {
    context.setTransform(size, 0, 0, size, width / 2, height / 2);
    draw(context);
  }
  // A bitmap, because a canvas as source would be copied again for every packet.
  return { image: canvas.transferToImageBitmap(), width, height };
}
