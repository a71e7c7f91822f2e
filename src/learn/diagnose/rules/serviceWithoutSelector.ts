import { refTo } from '../../../sim/api/index.ts';
import type { Ref } from '../../../sim/api/types.ts';
import { lacksEndpoints, situationOf } from '../situation.ts';
import type { DiagnosisRule } from '../types.ts';

declare module '../types.ts' {
  interface Findings {
    /** A Service without a selector, and nobody wrote an EndpointSlice for it. */
    'service-without-selector': { readonly service: Ref };
  }
}

const rule: DiagnosisRule = {
  name: 'service-without-selector',
  order: 12,
  explain(cluster, trace) {
    const situation = situationOf(cluster, trace);
    const { addressed } = situation;
    if (!addressed || !lacksEndpoints(situation)) return [];
    const { service } = addressed;
    if (Object.keys(service.spec.selector ?? {}).length > 0) return [];
    return [
      {
        code: 'service-without-selector',
        severity: 'error',
        service: refTo(service, 'spec'),
        evidence: [refTo(service, 'spec')],
      },
    ];
  },
};
export default rule;
