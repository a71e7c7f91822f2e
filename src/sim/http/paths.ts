/**
 * Whether a path begins with a prefix, element by element: `/aaa/bbb` does with `/aaa`, `/aaabbb` does not. A slash at the end of the
 * prefix means nothing. Case counts. (Kubernetes documentation, Ingress, "Path types"; PathMatchPathPrefix of Gateway API.)
 */
export function hasPrefix(path: string, prefix: string): boolean {
  const bare = prefix.replace(/\/$/, '');
  return path === bare || path.startsWith(`${bare}/`);
}

/** A path with its prefix replaced, as HTTPPathModifier.replacePrefixMatch of Gateway API lists it: never empty, no doubled slash. */
export function replacePrefix(path: string, prefix: string, replacement: string): string {
  const rest = path.slice(prefix.replace(/\/$/, '').length);
  const replaced = `${replacement.replace(/\/$/, '')}${rest}`;
  return replaced === '' ? '/' : replaced;
}

/** Whether a regular expression matches a text as a whole. One that cannot be read matches nothing. */
export function matchesWhole(pattern: string, text: string): boolean {
  return expressionOf(`^(?:${pattern})$`)?.test(text) ?? false;
}

/** A regular expression, or nothing when it cannot be read. */
export function expressionOf(pattern: string, flags = ''): RegExp | undefined {
  try {
    return new RegExp(pattern, flags);
  } catch {
    return undefined;
  }
}
