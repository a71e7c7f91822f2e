import type { ServiceSpec } from '../kinds/types.ts';

/** As patchAllocatedValues and initIPFamilyFields of pkg/registry/core/service/storage, for a cluster with IPv4 only. */
export function prepareServiceSpec(spec: ServiceSpec): ServiceSpec {
  return { ...spec, ...familiesOf(spec) };
}

function familiesOf(spec: ServiceSpec): Partial<ServiceSpec> {
  if (spec.type === 'ExternalName') return {};
  const clusterIPs =
    spec.clusterIPs ?? (spec.clusterIP === undefined ? undefined : [spec.clusterIP]);
  const known = clusterIPs && clusterIPs.length > 0 ? { clusterIPs } : {};
  // Nobody can tell which addresses its endpoints will have: the server asks for both families.
  if (spec.clusterIP === 'None' && Object.keys(spec.selector ?? {}).length === 0) {
    const policy = spec.ipFamilyPolicy ?? 'RequireDualStack';
    const families =
      spec.ipFamilies ??
      (policy === 'SingleStack' ? ['IPv4' as const] : ['IPv4' as const, 'IPv6' as const]);
    return { ...known, ipFamilies: families, ipFamilyPolicy: policy };
  }
  return {
    ...known,
    ipFamilies: spec.ipFamilies ?? ['IPv4'],
    ipFamilyPolicy: spec.ipFamilyPolicy ?? 'SingleStack',
  };
}
