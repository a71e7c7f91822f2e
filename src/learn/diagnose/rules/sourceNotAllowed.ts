import { refTo } from '../../../sim/api/index.ts';
import type { Ref } from '../../../sim/api/types.ts';
import type { Ip } from '../../../sim/net/index.ts';
import { situationOf } from '../situation.ts';
import type { DiagnosisRule } from '../types.ts';

declare module '../types.ts' {
  interface Findings {
    /** loadBalancerSourceRanges does not hold the sender. */
    'source-not-allowed': {
      readonly service: Ref;
      readonly source: Ip;
      readonly ranges: readonly string[];
    };
  }
}

const rule: DiagnosisRule = {
  name: 'source-not-allowed',
  order: 16,
  explain(cluster, trace) {
    const { addressed, stop } = situationOf(cluster, trace);
    if (!addressed || !stop || stop.passes.at(-1)?.rule.meaning !== 'source-range') return [];
    const { service } = addressed;
    const ranges = service.spec.loadBalancerSourceRanges ?? [];
    const ref = refTo(service, 'spec.loadBalancerSourceRanges');
    const source = stop.before.source;
    const value = [...ranges, `${source}/${source.includes(':') ? 128 : 32}`];
    return [
      {
        code: 'source-not-allowed',
        severity: 'error',
        service: ref,
        source,
        ranges,
        evidence: [ref],
        fix: { fix: 'set-field', ref, value },
      },
    ];
  },
};
export default rule;
