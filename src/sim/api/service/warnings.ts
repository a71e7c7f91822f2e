import type { Service } from '../kinds/types.ts';
import type { FieldWarning } from '../types.ts';

/** As pkg/api/service/warnings.go. */
export function serviceWarnings(service: Service): readonly FieldWarning[] {
  const warnings: FieldWarning[] = [];
  if ((service.spec.externalIPs ?? []).length > 0)
    warnings.push({
      path: 'spec.externalIPs',
      message: 'spec.externalIPs is deprecated and may no longer be implemented in some clusters',
    });
  if (service.spec.trafficDistribution === 'PreferClose')
    warnings.push({
      path: 'spec.trafficDistribution',
      message: 'spec.trafficDistribution: "PreferClose" is deprecated; use "PreferSameZone"',
    });
  return warnings;
}
