export { causesOf } from './causes.ts';
export { runHook, type HookResult, type IpvsPass } from './run.ts';
