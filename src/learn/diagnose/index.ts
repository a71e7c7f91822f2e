import type { Cluster } from '../../sim/dataplane/types.ts';
import type { Trace } from '../../sim/trace/types.ts';
import type { DiagnosisRule, Finding } from './types.ts';

export type { Finding, FindingCode, Fix } from './types.ts';

const files = import.meta.glob<DiagnosisRule>('./rules/*.ts', { eager: true, import: 'default' });
const rules: readonly DiagnosisRule[] = Object.values(files).toSorted(
  (one, other) => one.order - other.order || (one.name < other.name ? -1 : 1),
);

/** More than a reader can use at once. */
export const findingsMax = 5;

/**
 * Why a request ended as it did, the most specific cause first, at most {@link findingsMax}. Empty when nothing is wrong, or when
 * no rule knows the reason: the outcome's own sentence then has to do.
 */
export function diagnose(cluster: Cluster, trace: Trace): readonly Finding[] {
  const findings: Finding[] = [];
  for (const rule of rules) {
    findings.push(...rule.explain(cluster, trace));
    if (findings.length >= findingsMax) break;
  }
  return findings.slice(0, findingsMax);
}
