export * from './types.ts';
export { motionOf, stepNames } from './steps/index.ts';
export type {} from './steps/send.ts';
