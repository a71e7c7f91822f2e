export { readManifest, readYaml } from './manifest.ts';
export { joinPath, parentPath, parsePath } from './path.ts';
export type {
  FieldPath,
  Json,
  JsonObject,
  Manifest,
  ManifestDocument,
  ManifestProblem,
  Span,
} from './types.ts';
