/** The cluster as a picture, and a trace as a film on it. */
export type * from './types.ts';
export { layoutStage } from './stage.ts';
export { layoutTrace } from './film.ts';
export { coloursOf, coloursMax } from './colours.ts';
export { labelsOf, labelMax, type LabelOf } from './labels.ts';
export { faces, widthOf, type Face } from './text.ts';
