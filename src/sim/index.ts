/** The only door of the simulation: what other folders may use. */
export { build, type World } from './world.ts';
export { defaultSpec, nodesMax, type ClusterSpec } from './spec.ts';
export { readManifest } from './manifest/index.ts';
export type { Manifest, ManifestDocument, ManifestProblem, Span } from './manifest/index.ts';
export { locate, refsAt, kindNamed, kinds } from './api/index.ts';
export type {
  AdmissionProblem,
  Container,
  Entry,
  FieldPath,
  KindDefinition,
  KindName,
  Obj,
  Pod,
  Ref,
  Service,
  Store,
} from './api/index.ts';
export * from './net/index.ts';
export {
  cniOf,
  cnis,
  freshState,
  namespaceOf,
  printNetfilter,
  printRoute,
  printRule,
  proxyModeNames,
  readTarget,
  send,
} from './dataplane/index.ts';
export type * from './dataplane/index.ts';
export { motionOf, stepNames } from './trace/index.ts';
export type * from './trace/index.ts';
export { explainListening, listensAnnotation, type Listening } from './process/index.ts';
export { candidates } from './dns/index.ts';
