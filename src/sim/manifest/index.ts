export { readManifest, readYaml } from './manifest.ts';
export { below, fieldOf, itemOf, joinPath, lastOf, parentOf, parsePath } from './path.ts';
export { printYaml } from './print.ts';
export type { Manifest, ManifestProblem, Span } from './types.ts';
