/** Draws stages and films, and lets people move around in them. */
export { paint } from './paint.ts';
export { paintPackets } from './sprites.ts';
export {
  fitted,
  toScene,
  toScreen,
  type PlacedPacket,
  type ScreenPoint,
  type Transform,
  type View,
} from './view.ts';
export { addressFill, cssOf, dark, light, type Fill, type Theme } from './theme.ts';
export { monoStack, sansStack } from './fonts.ts';
export { mountCanvas, type CanvasCallbacks, type CanvasView, type Picture } from './canvas.ts';
