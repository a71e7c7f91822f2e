import { refTo } from '../../../sim/api/index.ts';
import type { Ref } from '../../../sim/api/types.ts';
import type { Pod } from '../../../sim/api/kinds/types.ts';
import { distinctPods, readyAmong, selectedPods } from '../backends.ts';
import { probablyMeant } from '../names.ts';
import { distinct } from '../refs.ts';
import { lacksEndpoints, situationOf } from '../situation.ts';
import type { DiagnosisRule } from '../types.ts';

declare module '../types.ts' {
  interface Findings {
    /** `targetPort` is a name that no container port of the selected Pods has. */
    'unknown-port-name': {
      readonly service: Ref;
      readonly name: string;
      readonly pod: Ref;
      /** The ports the Pod's containers declare. */
      readonly declared: readonly { readonly name?: string; readonly port: number }[];
    };
  }
}

const rule: DiagnosisRule = {
  name: 'unknown-port-name',
  order: 25,
  explain(cluster, trace) {
    const situation = situationOf(cluster, trace);
    const { addressed } = situation;
    if (!addressed?.port || !lacksEndpoints(situation)) return [];
    const { service } = addressed;
    const { index, port } = addressed.port;
    const name = port.targetPort;
    const ready = readyAmong(selectedPods(cluster.store, service));
    const [first] = distinctPods(cluster.store, ready, 'spec.containers');
    if (
      typeof name !== 'string' ||
      !first ||
      ready.some((pod) => declaredBy(pod).some((each) => each.name === name))
    )
      return [];
    const declared = declaredBy(first.pod);
    const names = declared.flatMap((each) => each.name ?? []);
    const value =
      probablyMeant(name, names) ??
      (declared.length === 1 ? (declared[0]?.name ?? declared[0]?.port) : undefined);
    const targetPort = refTo(service, `spec.ports[${index}].targetPort`);
    return [
      {
        code: 'unknown-port-name',
        severity: 'error',
        service: targetPort,
        name,
        pod: first.written,
        declared: declared.slice(0, declaredMax),
        evidence: distinct([targetPort, first.written]),
        ...(value !== undefined && { fix: { fix: 'set-field', ref: targetPort, value } }),
      },
    ];
  },
};
export default rule;

/** How many ports a finding names. */
const declaredMax = 4;

function declaredBy({ spec }: Pod): readonly { readonly name?: string; readonly port: number }[] {
  return spec.containers.flatMap(({ ports = [] }) =>
    ports.map(({ name, containerPort }) => ({
      port: containerPort,
      ...(name !== undefined && { name }),
    })),
  );
}
