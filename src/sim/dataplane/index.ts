export type * from './types.ts';
export { cnis, loadCnis } from './cni/index.ts';
export { proxyModes } from './proxy/index.ts';
export { printPass, rulePrinters } from './rules.ts';
export { prepare, program } from './program.ts';
export { namespaceOf, send } from './exchange.ts';
export { freshState, type KernelState } from './memory.ts';
export { printRoute } from './routing.ts';
export { readTarget, type Target } from './target.ts';
