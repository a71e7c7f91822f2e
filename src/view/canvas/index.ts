/** Draws stages and films, and lets people move around in them. */
export { aspectOf } from './camera.ts';
export { mountCanvas, type CanvasView, type Picture } from './canvas.ts';
export { paint } from './paint.ts';
export { cssOf, dark, light, type Theme } from './theme.ts';
export { fitted, type PlacedPacket, type View } from './view.ts';
