export type * from './types.ts';
export { cnis } from './cni/index.ts';
export { proxyModeNames } from './proxy/index.ts';
export { printNetfilter, printRule } from './netfilter/index.ts';
export { program } from './program.ts';
export { namespaceOf, send } from './exchange.ts';
export { printRoute } from './routing.ts';
export { readTarget, type Target } from './target.ts';
