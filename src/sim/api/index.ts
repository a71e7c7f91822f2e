/** The API server: kinds, admission, and the store of objects. */
export { admit } from './admit.ts';
export { readyAnnotation, refTo } from './because.ts';
export { narrowColumns } from './columns.ts';
export { dnsServiceIp } from './cluster.ts';
export { eventsOf, isWarning } from './events.ts';
export { values as fieldValues } from './fields/values.ts';
export { managedByLabel, serviceNameLabel } from './kinds/endpointslice.ts';
export { internalIpOf } from './kinds/node.ts';
export { podsMax, simulatedReplicas } from './limits.ts';
export { below, fieldOf, itemOf, joinPath, parentOf, parsePath } from '../manifest/index.ts';
export { locate, refsAt, spanOf } from './locate.ts';
export { controllerOf, ownedBy } from './owned.ts';
export { compareNumbers, indexesIn } from './places.ts';
export { podsMatching, podsWithLabels } from './podIndex.ts';
export { findNamedPort, isOver, isReady, isTerminating } from './pods.ts';
export { kubectlOutput } from './kubectl.ts';
export { installCustomKinds, namesOtherKinds } from './custom/install.ts';
export { provenanceOf } from './provenance.ts';
export { allKinds, kindOf } from './registry.ts';
export { check, defaulted } from './review.ts';
export { matchesLabels, matchesSelector } from './select.ts';
export {
  isEligible,
  isHealthyFor,
  localEndpointsOf,
  layer2NodeOf,
  layer2Pool,
  takesBalancedTraffic,
} from './service/balancing.ts';
export { isHeadless } from './service/questions.ts';
export { changeStore, compareText, createStore, keyOf, keyOfObject, objectNamed } from './store.ts';
export { nearest } from './validate/suggest.ts';
export { written } from './written.ts';
export type * from './kinds/types.ts';
export type * from './types.ts';
