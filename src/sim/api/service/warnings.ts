import type { Service } from '../kinds/types.ts';
import type { FieldWarning } from '../types.ts';
import { isHeadless } from './questions.ts';

const oldHints = 'service.kubernetes.io/topology-aware-hints';

/** As pkg/api/service/warnings.go. */
export function serviceWarnings(service: Service): readonly FieldWarning[] {
  const { spec, metadata } = service;
  const headless = isHeadless(service);
  const isName = spec.type === 'ExternalName';
  const external = (spec.externalIPs ?? []).length > 0;
  const rules: readonly (readonly [isTrue: boolean, path: string, message: string])[] = [
    [
      metadata.annotations?.[oldHints] !== undefined,
      'metadata.annotations',
      `annotation ${oldHints} is deprecated, please use service.kubernetes.io/topology-mode instead`,
    ],
    [
      headless && spec.loadBalancerIP !== undefined,
      'spec.loadBalancerIP',
      'spec.loadBalancerIP is ignored for headless services',
    ],
    [headless && external, 'spec.externalIPs', 'spec.externalIPs is ignored for headless services'],
    [
      headless && spec.sessionAffinity !== 'None',
      'spec.sessionAffinity',
      'spec.SessionAffinity is ignored for headless services',
    ],
    [
      external && !headless && !isName,
      'spec.externalIPs',
      'spec.externalIPs is deprecated and may no longer be implemented in some clusters',
    ],
    [
      external && isName,
      'spec.externalIPs',
      'spec.externalIPs is ignored when spec.type is "ExternalName"',
    ],
    [
      !isName && spec.externalName !== undefined,
      'spec.externalName',
      'spec.externalName is ignored when spec.type is not "ExternalName"',
    ],
    [
      spec.trafficDistribution === 'PreferClose',
      'spec.trafficDistribution',
      'spec.trafficDistribution: "PreferClose" is deprecated; use "PreferSameZone"',
    ],
  ];
  return rules.flatMap(([isTrue, path, message]) => (isTrue ? [{ path, message }] : []));
}
