import type { Service, ServiceSpec } from '../../../api/kinds/types.ts';
import type { FieldPath } from '../../../api/types.ts';
import {
  familyOf,
  readCidr,
  readIp,
  type Cidr,
  type Ip,
  type IpFamily,
} from '../../../net/index.ts';
import type { ProxyVersion } from '../types.ts';

/** An address of a Service, and the field it comes from. */
export interface ServiceAddress {
  readonly ip: Ip;
  readonly path: FieldPath;
}

/** What all ports of a Service have in common, as kube-proxy understands it. Authority: pkg/proxy/serviceport.go. */
export interface ServiceFacts {
  readonly externalIps: readonly ServiceAddress[];
  /** Load balancer addresses whose packets reach the node unchanged; not those of balancers that are proxies themselves. */
  readonly loadBalancerIps: readonly ServiceAddress[];
  /** Empty when everybody may come. */
  readonly sourceRanges: readonly { readonly range: Cidr; readonly path: FieldPath }[];
  readonly healthCheckNodePort: number | undefined;
  /** How long a client stays with its endpoint; absent without session affinity. */
  readonly affinitySeconds: number | undefined;
  readonly externalPolicyLocal: boolean;
  readonly internalPolicyLocal: boolean;
  /** The annotation without which 1.28 ignored topology hints. */
  readonly hintsAnnotation: string;
}

/** A Service's own address of this family, or none. Authority: GetClusterIPByFamily of pkg/proxy/util/utils.go. */
export function clusterIpOf(spec: ServiceSpec, family: IpFamily): Ip | undefined {
  if (spec.clusterIP === undefined || spec.clusterIP === '' || spec.clusterIP === 'None')
    return undefined;
  const place = spec.ipFamilies?.indexOf(family) ?? 0;
  const text = spec.ipFamilies?.length ? spec.clusterIPs?.[place] : spec.clusterIP;
  const read = readIp(text ?? '');
  return read !== undefined && familyOf(read) === family ? read : undefined;
}

/** Reads what all ports of a Service have in common, for one address family. */
export function readServiceFacts(
  service: Service,
  family: IpFamily,
  version: ProxyVersion,
): ServiceFacts {
  const { spec, status, metadata } = service;
  const externalPolicyLocal =
    isOpenToOutside(spec, version) && spec.externalTrafficPolicy === 'Local';
  const ingress = (status?.loadBalancer?.ingress ?? []).map(({ ip = '', ipMode = 'VIP' }) =>
    version === '1.28' || ipMode === 'VIP' ? ip : '',
  );
  return {
    externalIps: addresses(spec.externalIPs ?? [], (index) => `spec.externalIPs[${index}]`, family),
    loadBalancerIps: addresses(
      ingress,
      (index) => `status.loadBalancer.ingress[${index}].ip`,
      family,
    ),
    sourceRanges: sourceRangesOf(spec, family, version),
    healthCheckNodePort:
      spec.type === 'LoadBalancer' && externalPolicyLocal
        ? spec.healthCheckNodePort || undefined
        : undefined,
    affinitySeconds:
      spec.sessionAffinity === 'ClientIP'
        ? (spec.sessionAffinityConfig?.clientIP?.timeoutSeconds ?? defaultAffinitySeconds)
        : undefined,
    externalPolicyLocal,
    internalPolicyLocal: spec.internalTrafficPolicy === 'Local',
    hintsAnnotation:
      metadata.annotations?.['service.kubernetes.io/topology-aware-hints'] ??
      metadata.annotations?.['service.kubernetes.io/topology-mode'] ??
      '',
  };
}

/** v1.DefaultClientIPServiceAffinitySeconds of pkg/apis/core. */
const defaultAffinitySeconds = 10_800;

/** Whether externalTrafficPolicy means anything: pkg/api/v1/service/util.go; after 1.28 external IPs alone count too. */
function isOpenToOutside(spec: ServiceSpec, version: ProxyVersion): boolean {
  if (spec.type === 'NodePort' || spec.type === 'LoadBalancer') return true;
  return version !== '1.28' && (spec.externalIPs ?? []).length > 0;
}

function addresses(
  texts: readonly string[],
  pathOf: (index: number) => FieldPath,
  family: IpFamily,
): readonly ServiceAddress[] {
  return texts.flatMap((text, index) => {
    const ip = readIp(text);
    return ip !== undefined && familyOf(ip) === family ? [{ ip, path: pathOf(index) }] : [];
  });
}

function sourceRangesOf(
  spec: ServiceSpec,
  family: IpFamily,
  version: ProxyVersion,
): ServiceFacts['sourceRanges'] {
  const ranges = (spec.loadBalancerSourceRanges ?? []).flatMap((text, index) => {
    const range = readCidr(text.trim());
    return range?.family === family
      ? [{ range, path: `spec.loadBalancerSourceRanges[${index}]` }]
      : [];
  });
  const everybody = ranges.some(({ range }) => range.prefix === 0);
  return everybody && version !== '1.28' ? [] : ranges;
}
