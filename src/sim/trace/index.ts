export * from './types.ts';
export { motionOf, stepNames } from './steps/index.ts';
export type { MapLookup } from './steps/bpf.ts';
export type {} from './steps/send.ts';
export type { Dropped } from './steps/stop.ts';
