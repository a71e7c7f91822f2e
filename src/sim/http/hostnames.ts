/** Whether an Ingress host covers a hostname: `*` stands for exactly one label (Kubernetes documentation, Ingress, "Hostname wildcards"). */
export function coversOneLabel(pattern: string, hostname: string): boolean {
  if (!pattern.startsWith('*.')) return pattern === hostname;
  const dot = hostname.indexOf('.');
  return dot > 0 && hostname.slice(dot) === pattern.slice(1);
}

/** Whether a hostname of Gateway API covers another: `*` stands for one label or more, and no pattern covers everything. */
export function covers(pattern: string | undefined, hostname: string): boolean {
  if (pattern === undefined || pattern === '') return true;
  if (!pattern.startsWith('*.')) return pattern === hostname;
  return hostname.endsWith(pattern.slice(1)) && hostname.length > pattern.length - 1;
}

/**
 * The hostnames both of two patterns cover, as a pattern: the narrower of them, or nothing when they have none in common. Where both are
 * absent, so is the result's pattern.
 */
export function intersectionOf(
  one: string | undefined,
  other: string | undefined,
): { readonly pattern: string | undefined } | undefined {
  if (covers(one, other ?? '*.')) return { pattern: other };
  return covers(other, one ?? '*.') ? { pattern: one } : undefined;
}

/**
 * How specific a pattern is, for comparing: any exact hostname more than any wildcard, a longer one more than a shorter, and the absent one
 * least (Gateway API, HTTPRouteSpec.hostnames and GatewaySpec.listeners).
 */
export function specificity(pattern: string | undefined): readonly [exact: number, length: number] {
  if (pattern === undefined || pattern === '') return [0, 0];
  return [pattern.startsWith('*.') ? 0 : 1, pattern.length];
}
