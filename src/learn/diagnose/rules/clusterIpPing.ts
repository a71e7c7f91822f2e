import { refTo } from '../../../sim/api/index.ts';
import type { Ref } from '../../../sim/api/types.ts';
import type { Ip } from '../../../sim/net/index.ts';
import { situationOf } from '../situation.ts';
import type { DiagnosisRule } from '../types.ts';

declare module '../types.ts' {
  interface Findings {
    /** A Service's address was pinged: it answers nothing but its own ports. */
    'cluster-ip-ping': {
      readonly service: Ref;
      readonly address: Ip;
      /** The sender was told; else it waits in vain. */
      readonly rejected: boolean;
    };
  }
}

const rule: DiagnosisRule = {
  name: 'cluster-ip-ping',
  order: 58,
  explain(cluster, trace) {
    const { addressed, asked, failed, stop } = situationOf(cluster, trace);
    if (!failed || addressed?.by !== 'cluster-ip' || !asked) return [];
    if (asked.transport.protocol !== 'ICMP' || asked.transport.type !== 'echo-request') return [];
    const service = refTo(addressed.service, 'spec.ports');
    return [
      {
        code: 'cluster-ip-ping',
        severity: 'error',
        service,
        address: asked.destination,
        rejected: stop?.reason === 'rejected-by-rule',
        evidence: [service],
      },
    ];
  },
};
export default rule;
