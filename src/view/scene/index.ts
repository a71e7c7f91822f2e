/** The cluster as a picture, and a trace as a film on it. */
export type * from './types.ts';
export { layoutStage } from './stage.ts';
export { layoutTrace } from './film.ts';
export { distance, lengthOf } from './geometry.ts';
export { faces, widthOf, type Face } from './text.ts';
