import type { LabelSelector } from '../../../api/index.ts';
import type { PodTerms } from '../../../policy/index.ts';

// Selectors in Calico's own words, in the form in which its parser prints them (libcalico-go/lib/selector/parser/ast.go): that is
// what names of sets are hashes of.

/** What a peer asks of a Pod (libcalico-go/lib/backend/syncersv1/updateprocessors/rules.go, getEndpointSelector). */
export function peerSelector({ namespace, namespaces, pods }: PodTerms): string {
  const place = placeOf({ namespace, namespaces });
  // A policy of the cluster that names namespaces alone asks nothing of the Pods.
  return namespaces && !pods && isGlobal(namespaces.at.kind) ? place : and([place, ofPods(pods)]);
}

/** What a policy asks of the Pods that it is about (networkpolicyprocessor.go, globalnetworkpolicyprocessor.go). */
export function subjectSelector({ namespace, namespaces, pods }: PodTerms): string {
  return and([ofPods(pods), placeOf({ namespace, namespaces })]);
}

/** Every endpoint there is. */
export const everything = 'all()';

function isGlobal(kind: string): boolean {
  return kind !== 'NetworkPolicy';
}

function placeOf({
  namespace,
  namespaces,
}: {
  readonly namespace: PodTerms['namespace'] | undefined;
  readonly namespaces: PodTerms['namespaces'] | undefined;
}): string {
  if (namespace) return `projectcalico.org/namespace == "${namespace.name}"`;
  const terms = termsOf(namespaces?.selector ?? {}, 'pcns.');
  return terms.length === 0 ? 'has(projectcalico.org/namespace)' : and(terms);
}

function ofPods(pods: PodTerms['pods']): string {
  return and(['projectcalico.org/orchestrator == "k8s"', ...termsOf(pods?.selector ?? {}, '')]);
}

/** libcalico-go/lib/backend/k8s/conversion/conversion.go, k8sSelectorToCalico. */
function termsOf(
  { matchLabels = {}, matchExpressions = [] }: LabelSelector,
  prefix: string,
): readonly string[] {
  const equal = Object.keys(matchLabels)
    .sort()
    .map((key) => `${prefix}${key} == "${matchLabels[key] ?? ''}"`);
  const others = matchExpressions.map(({ key, operator, values = [] }) => {
    const list = [...new Set(values)].sort().map((value) => `"${value}"`);
    const set = `{${list.join(', ')}}`;
    if (operator === 'In') return `${prefix}${key} in ${set}`;
    if (operator === 'NotIn') return `${prefix}${key} not in ${set}`;
    return operator === 'Exists' ? `has(${prefix}${key})` : `!has(${prefix}${key})`;
  });
  return [...equal, ...others];
}

function and(terms: readonly string[]): string {
  const [only, ...others] = terms;
  return only !== undefined && others.length === 0 ? only : `(${terms.join(' && ')})`;
}
