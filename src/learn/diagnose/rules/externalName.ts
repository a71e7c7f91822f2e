import { refTo } from '../../../sim/api/index.ts';
import type { Ref } from '../../../sim/api/types.ts';
import { readIp } from '../../../sim/net/index.ts';
import { situationOf } from '../situation.ts';
import type { DiagnosisRule } from '../types.ts';

declare module '../types.ts' {
  interface Findings {
    /** The Service is only another name: no address, no endpoints, no ports. */
    'external-name': {
      readonly service: Ref;
      readonly externalName: string;
      /** An address stands where a name must be: DNS has no answer for it at all. */
      readonly isAddress: boolean;
      /** The Service lists ports, which nobody reads. */
      readonly hasPorts: boolean;
      /** Nobody outside knows the other name either. */
      readonly isUnknown: boolean;
    };
  }
}

const rule: DiagnosisRule = {
  name: 'external-name',
  order: 65,
  explain(cluster, trace) {
    const { addressed, failed } = situationOf(cluster, trace);
    if (!failed || addressed?.service.spec.type !== 'ExternalName') return [];
    const { service } = addressed;
    const { externalName = '', ports = [] } = service.spec;
    const ref = refTo(service, 'spec.externalName');
    return [
      {
        code: 'external-name',
        severity: 'error',
        service: ref,
        externalName,
        isAddress: readIp(externalName) !== undefined,
        hasPorts: ports.length > 0,
        isUnknown: trace.outcome.result === 'unresolved',
        evidence: ports.length > 0 ? [ref, refTo(service, 'spec.ports')] : [ref],
      },
    ];
  },
};
export default rule;
