import type { Ref } from '../../../sim/api/types.ts';
import type { Ip } from '../../../sim/net/index.ts';
import { situationOf } from '../situation.ts';
import type { DiagnosisRule } from '../types.ts';
import { hasAddress } from './noSuchAddress.ts';

declare module '../types.ts' {
  interface Findings {
    /** Somebody has the address, but a routing table on the way knows no way to it. */
    'network-unreachable': {
      readonly address: Ip;
      /** Whose routing table it is. */
      readonly place: string;
      readonly cause?: Ref;
    };
  }
}

const rule: DiagnosisRule = {
  name: 'network-unreachable',
  order: 110,
  explain(cluster, trace) {
    const { addressed, failed, stop } = situationOf(cluster, trace);
    if (!failed || stop?.reason !== 'no-route' || addressed) return [];
    const { destination } = stop.before;
    if (!hasAddress(cluster, destination) || trace.request.from.kind === 'host') return [];
    const [cause] = stop.because;
    return [
      {
        code: 'network-unreachable',
        severity: 'error',
        address: destination,
        place: cluster.namespaces.get(stop.place.netns)?.name ?? '',
        ...(cause && { cause }),
        evidence: stop.because,
      },
    ];
  },
};
export default rule;
