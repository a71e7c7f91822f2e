import { refTo } from '../../../sim/api/index.ts';
import type { Ref } from '../../../sim/api/types.ts';
import type { Hop } from '../../../sim/trace/types.ts';
import type { Ip } from '../../../sim/net/index.ts';
import { addressOf, podOf, situationOf } from '../situation.ts';
import type { DiagnosisRule } from '../types.ts';

declare module '../types.ts' {
  interface Findings {
    /** A Pod asked its own Service, and the Service chose that very Pod (hairpin). */
    'sent-to-itself': {
      readonly service: Ref;
      readonly pod: Ref;
      /** The address the Pod saw as the sender's, where it was changed on the way. */
      readonly masqueraded?: Ip;
    };
  }
}

const rule: DiagnosisRule = {
  name: 'sent-to-itself',
  order: 200,
  explain(cluster, trace) {
    const { addressed, sender } = situationOf(cluster, trace);
    const own = sender && addressOf(sender);
    const pod = sender && podOf(cluster, sender.id);
    if (!addressed || addressed.by === 'name' || !pod) return [];
    const first = trace.legs.find(({ purpose }) => purpose === 'connect' || purpose === 'datagram');
    const rewrites = (first?.hops ?? []).filter(
      (hop): hop is Hop<'netfilter'> => hop.step === 'netfilter',
    );
    const chosen = rewrites.find(
      ({ rewrite, before, after }) =>
        rewrite === 'dnat' && after.destination === own && before.source === own,
    );
    if (!chosen) return [];
    const masquerade = rewrites.find(({ rewrite }) => rewrite === 'snat');
    const service = refTo(addressed.service, 'spec.selector');
    return [
      {
        code: 'sent-to-itself',
        severity: 'info',
        service,
        pod: refTo(pod),
        ...(masquerade && { masqueraded: masquerade.after.source }),
        evidence: [service],
      },
    ];
  },
};
export default rule;
