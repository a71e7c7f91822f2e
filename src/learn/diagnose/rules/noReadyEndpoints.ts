import type { Pod } from '../../../sim/api/kinds/types.ts';
import { fieldOf, readyAnnotation, refTo } from '../../../sim/api/index.ts';
import type { Ref, Store } from '../../../sim/api/types.ts';
import { distinctPods, readyAmong, selectedPods } from '../backends.ts';
import { valueAt } from '../fields.ts';
import { distinct, writtenAt } from '../refs.ts';
import { lacksEndpoints, situationOf } from '../situation.ts';
import type { DiagnosisRule, Fix } from '../types.ts';

declare module '../types.ts' {
  interface Findings {
    /** The selector matches Pods, but none of them is ready. */
    'no-ready-endpoints': {
      readonly service: Ref;
      readonly pods: readonly {
        readonly pod: Ref;
        readonly phase: string;
        /** The words of the Pod's condition, in English as kubectl shows them. */
        readonly message?: string;
      }[];
    };
  }
}

/** How many Pods a finding names. */
const namedMax = 3;

const rule: DiagnosisRule = {
  name: 'no-ready-endpoints',
  order: 20,
  explain(cluster, trace) {
    const situation = situationOf(cluster, trace);
    const { addressed } = situation;
    if (!addressed || !lacksEndpoints(situation)) return [];
    const { service } = addressed;
    const selected = selectedPods(cluster.store, service);
    if (selected.length === 0 || readyAmong(selected).length > 0) return [];
    const pods = distinctPods(cluster.store, selected, '').slice(0, namedMax);
    const fix = pods
      .map(({ pod }) => repair(cluster.store, pod))
      .find((each) => each !== undefined);
    const causes = pods.map(({ pod }) => writtenAt(cluster.store, refTo(pod, causeOf(pod))));
    return [
      {
        code: 'no-ready-endpoints',
        severity: 'error',
        service: refTo(service, 'spec.selector'),
        pods: pods.map(({ pod }) => ({ pod: refTo(pod), ...conditionOf(pod) })),
        evidence: distinct([...causes, refTo(service, 'spec.selector')]),
        ...(fix && { fix }),
      },
    ];
  },
};
export default rule;

function conditionOf({ status }: Pod): { readonly phase: string; readonly message?: string } {
  const failing = (status?.conditions ?? []).find(
    (condition) => condition.status === 'False' && condition.message !== undefined,
  );
  return {
    phase: status?.phase ?? 'Pending',
    ...(failing?.message !== undefined && { message: failing.message }),
  };
}

const readyPath = fieldOf('metadata.annotations', readyAnnotation);

/** The field that keeps a Pod from being ready, as far as the simulation knows reasons. */
function causeOf(pod: Pod): string {
  const paths = [readyPath, 'spec.readinessGates', 'spec.nodeSelector', 'spec.nodeName'];
  return paths.find((path) => valueAt(pod, path) !== undefined) ?? 'spec';
}

function repair(store: Store, pod: Pod): Fix | undefined {
  if (valueAt(pod, readyPath) !== 'false') return undefined;
  return { fix: 'set-field', ref: writtenAt(store, refTo(pod, readyPath)), value: 'true' };
}
