import { refTo } from '../../../sim/api/index.ts';
import type { Ref } from '../../../sim/api/types.ts';
import { idleWorkloads } from '../backends.ts';
import { lacksEndpoints, situationOf } from '../situation.ts';
import type { DiagnosisRule } from '../types.ts';

declare module '../types.ts' {
  interface Findings {
    /** The Service selects Pods that nobody wants to run: their workload has 0 replicas. */
    'no-replicas': { readonly service: Ref; readonly workload: Ref };
  }
}

const rule: DiagnosisRule = {
  name: 'no-replicas',
  order: 9,
  explain(cluster, trace) {
    const situation = situationOf(cluster, trace);
    const { addressed } = situation;
    if (!addressed || !lacksEndpoints(situation)) return [];
    const { service } = addressed;
    const [workload] = idleWorkloads(cluster.store, service);
    if (!workload) return [];
    return [
      {
        code: 'no-replicas',
        severity: 'error',
        service: refTo(service, 'spec.selector'),
        workload,
        evidence: [workload],
        fix: { fix: 'set-field', ref: workload, value: 1 },
      },
    ];
  },
};
export default rule;
