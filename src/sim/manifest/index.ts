export { readManifest, readYaml } from './manifest.ts';
export { below, fieldOf, itemOf, joinPath, lastOf, parentOf, parsePath } from './path.ts';
/** TEMP */
export { parentOf as parentPath } from './path.ts';
export type {
  FieldPath,
  Json,
  JsonObject,
  Manifest,
  ManifestDocument,
  ManifestProblem,
  Span,
} from './types.ts';
