/** The API server: kinds, admission, and the store of objects. */
export { admit } from './admit.ts';
export { readyAnnotation, refTo } from './because.ts';
export { dnsServiceIp } from './cluster.ts';
export { managedByLabel, serviceNameLabel } from './kinds/endpointslice.ts';
export { internalIpOf } from './kinds/node.ts';
export { podsMax, simulatedReplicas } from './limits.ts';
export { locate, refsAt } from './locate.ts';
export { controllerOf, ownedBy } from './owned.ts';
export { below, compareNumbers, fieldOf, indexesIn, joinPath } from './path.ts';
export { podsMatching, podsWithLabels } from './podIndex.ts';
export { findNamedPort, isOver, isReady, isTerminating } from './pods.ts';
export { kindOf, kinds } from './registry.ts';
export { matchesLabels, matchesSelector } from './select.ts';
export { isHeadless } from './service/questions.ts';
export { changeStore, compareText, createStore, keyOf, keyOfObject } from './store.ts';
export { nearest } from './validate/suggest.ts';
export type * from './kinds/types.ts';
export type * from './types.ts';
