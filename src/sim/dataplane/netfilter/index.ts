export { printNetfilter, printRule } from './print.ts';
export { walkTable } from './walk.ts';
export * from './write.ts';
export type * from './types.ts';
