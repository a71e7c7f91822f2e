import { itemOf, refTo } from '../../../sim/api/index.ts';
import type { Ref } from '../../../sim/api/types.ts';
import type { Ip } from '../../../sim/net/index.ts';
import { situationOf } from '../situation.ts';
import type { DiagnosisRule } from '../types.ts';

declare module '../types.ts' {
  interface Findings {
    /** A host outside asked for an external IP, and nobody out there leads its packets to a node. */
    'external-ip-unrouted': { readonly service: Ref; readonly address: Ip };
  }
}

const rule: DiagnosisRule = {
  name: 'external-ip-unrouted',
  order: 59,
  explain(cluster, trace) {
    const { addressed, asked, failed, stop } = situationOf(cluster, trace);
    const isLost = stop?.reason === 'no-route' || stop?.reason === 'no-neighbor';
    if (!failed || !isLost || !asked || !addressed || !stop.place.netns.startsWith('host:'))
      return [];
    const { service } = addressed;
    const place = service.spec.externalIPs?.indexOf(asked.destination) ?? -1;
    if (trace.request.from.kind !== 'host' || place < 0) return [];
    const ref = refTo(service, itemOf('spec.externalIPs', place));
    return [
      {
        code: 'external-ip-unrouted',
        severity: 'error',
        service: ref,
        address: asked.destination,
        evidence: [ref],
      },
    ];
  },
};
export default rule;
