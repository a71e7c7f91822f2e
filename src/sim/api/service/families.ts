import type { ServiceSpec } from '../kinds/types.ts';

/** As patchAllocatedValues and initIPFamilyFields of pkg/registry/core/service/storage, for a cluster with IPv4 only. */
export function prepareServiceSpec(spec: ServiceSpec): ServiceSpec {
  const { type, clusterIP } = spec;
  if (type === 'ExternalName') return spec;
  const ipFamilyPolicy = spec.ipFamilyPolicy ?? usualPolicyOf(spec);
  return {
    ipFamilyPolicy,
    ipFamilies: ipFamilyPolicy === 'SingleStack' || !isOpen(spec) ? ['IPv4'] : ['IPv4', 'IPv6'],
    ...(clusterIP !== undefined && { clusterIPs: [clusterIP] }),
    ...spec,
  };
}

function usualPolicyOf(spec: ServiceSpec): string {
  return isOpen(spec) ? 'RequireDualStack' : 'SingleStack';
}

/** Nobody can tell which addresses its endpoints will have: the server asks for both families. */
function isOpen({ clusterIP, selector = {} }: ServiceSpec): boolean {
  return clusterIP === 'None' && Object.keys(selector).length === 0;
}
