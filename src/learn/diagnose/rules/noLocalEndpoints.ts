import { refTo } from '../../../sim/api/index.ts';
import type { Ref } from '../../../sim/api/types.ts';
import type { Hop, Trace } from '../../../sim/trace/types.ts';
import { readyAmong, selectedPods } from '../backends.ts';
import { situationOf } from '../situation.ts';
import type { DiagnosisRule } from '../types.ts';

declare module '../types.ts' {
  interface Findings {
    /** A traffic policy Local forbids to leave the node, and the node has no endpoint. */
    'no-local-endpoints': {
      readonly service: Ref;
      readonly policy: 'externalTrafficPolicy' | 'internalTrafficPolicy';
      /** The node that dropped the packet. */
      readonly node: string;
      /** The nodes that have endpoints. */
      readonly nodes: readonly string[];
    };
  }
}

/** How many nodes a finding names. */
const namedMax = 4;

const rule: DiagnosisRule = {
  name: 'no-local-endpoints',
  order: 15,
  explain(cluster, trace) {
    const { addressed, stop } = situationOf(cluster, trace);
    const strayed = strayedAt(trace);
    const where = trace.outcome.reason === 'no-local-endpoints' ? stop : strayed;
    if (!addressed || !where) return [];
    const { service } = addressed;
    const policy =
      addressed.by === 'cluster-ip' ? 'internalTrafficPolicy' : 'externalTrafficPolicy';
    const nodes = readyAmong(selectedPods(cluster.store, service)).flatMap(
      ({ spec }) => spec.nodeName ?? [],
    );
    const ref = refTo(service, `spec.${policy}`);
    return [
      {
        code: 'no-local-endpoints',
        severity: 'error',
        service: ref,
        policy,
        node: cluster.namespaces.get(where.place.netns)?.name ?? '',
        nodes: [...new Set(nodes)].slice(0, namedMax),
        evidence: [ref],
        fix: { fix: 'set-field', ref, value: 'Cluster' },
      },
    ];
  },
};
export default rule;

/** In IPVS mode the packet goes to another node all the same; it is the answer that gets lost. */
function strayedAt({ outcome, legs }: Trace): Hop | undefined {
  if (outcome.result === 'delivered') return undefined;
  return legs.flatMap(({ hops }) => hops).find((hop) => hop.step === 'ipvs' && hop.strays);
}
