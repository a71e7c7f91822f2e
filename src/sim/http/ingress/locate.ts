import { expressionOf, hasPrefix } from '../paths.ts';
import { annotationsOf } from './annotations.ts';
import type { Location } from './servers.ts';

/** Which locations of a server take a path, the one that gets it first. */
export function locate(locations: readonly Location[], path: string): readonly Location[] {
  const isByRegex = locations.some(usesRegex);
  return locations
    .filter((location) => (isByRegex ? takesByRegex(location, path) : takes(location, path)))
    .toSorted((left, right) => precedence(right, isByRegex) - precedence(left, isByRegex));
}

/**
 * As nginx does with the locations that `updateServerLocations` of ingress-nginx writes (`internal/ingress/controller/location.go`):
 * ImplementationSpecific is a prefix by characters there.
 */
function takes({ path, pathType }: Location, asked: string): boolean {
  if (pathType === 'Exact') return asked === path;
  return pathType === 'Prefix' ? hasPrefix(asked, path) : asked.startsWith(path);
}

/**
 * One location that rewrites or asks for regular expressions makes all of its host such: `~* "^path"`, where the path type means nothing
 * and neither does case (ingress-nginx documentation, "Ingress Path Matching"; `buildLocation` in `template.go`).
 */
function takesByRegex({ path }: Location, asked: string): boolean {
  return expressionOf(`^${path}`, 'i')?.test(asked) ?? false;
}

function usesRegex({ path, ingress, standsIn }: Location): boolean {
  const { rewriteTarget, useRegex } = annotationsOf(ingress);
  if (standsIn) return useRegex;
  return useRegex || (rewriteTarget !== undefined && rewriteTarget !== path);
}

/** An exact location comes first, then the longest. Regular expressions are asked in order of their length. */
function precedence({ path, pathType, standsIn }: Location, isByRegex: boolean): number {
  const exact = pathType === 'Exact' && !isByRegex ? 1_000_000 : 0;
  return exact + 2 * path.length + (standsIn ? -1 : 0);
}
