import { otherNamespace } from '../naming/otherNamespace.ts';
import { podBelowService } from '../naming/podBelowService.ts';
import { podName } from '../naming/podName.ts';
import { unknown } from '../naming/unknown.ts';
import { situationOf } from '../situation.ts';
import type { DiagnosisRule } from '../types.ts';

/** DNS does not know the name: one explanation, the first that fits. */
const rule: DiagnosisRule = {
  name: 'unknown-name',
  order: 70,
  explain(cluster, trace) {
    const situation = situationOf(cluster, trace);
    const isUnknown = trace.outcome.reason === 'name-not-found' && !situation.addressed;
    if (!isUnknown || !situation.target) return [];
    const found =
      otherNamespace(situation) ??
      podName(situation) ??
      podBelowService(situation) ??
      unknown(situation);
    return found ? [found] : [];
  },
};
export default rule;
