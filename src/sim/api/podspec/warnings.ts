import type { PodSpec } from '../kinds/types.ts';
import { fieldOf } from '../../manifest/index.ts';
import type { FieldPath, FieldWarning } from '../types.ts';

const oldNodeLabels: ReadonlyMap<string, string> = new Map([
  ['beta.kubernetes.io/os', 'kubernetes.io/os'],
  ['beta.kubernetes.io/arch', 'kubernetes.io/arch'],
  ['failure-domain.beta.kubernetes.io/zone', 'topology.kubernetes.io/zone'],
  ['failure-domain.beta.kubernetes.io/region', 'topology.kubernetes.io/region'],
]);

/** As pkg/api/pod/warnings.go. */
export function podWarnings(spec: PodSpec, path: FieldPath): readonly FieldWarning[] {
  const at = `${path}.nodeSelector`;
  return Object.keys(spec.nodeSelector ?? {}).flatMap((key) => {
    const instead = oldNodeLabels.get(key);
    if (instead === undefined) return [];
    const since = key.startsWith('failure') ? 'v1.17' : 'v1.14';
    return [
      {
        path: fieldOf(at, key),
        message: `${at}[${key}]: deprecated since ${since}; use "${instead}" instead`,
      },
    ];
  });
}
