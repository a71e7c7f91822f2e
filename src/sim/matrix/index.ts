/** Who reaches whom, on which port, all at once. */
export { explain, type Explanation } from './explain.ts';
export { everyOwner, foldMatrix, pairsOf, type Folded, type Line, type Opened } from './fold.ts';
export { essenceOf, matrixOf } from './matrix.ts';
export { questionOf } from './question.ts';
export { answers, type Answer } from './types.ts';
export type * from './types.ts';
