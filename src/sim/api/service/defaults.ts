import type { ServicePort, ServiceSpec, ServiceStatus } from '../kinds/types.ts';
import { isExternal } from './questions.ts';

const timeoutSecondsDefault = 10800;

/** As SetDefaults_Service of pkg/apis/core/v1, then the families as pkg/registry/core/service/storage/alloc.go. */
export function defaultServiceSpec(given: Partial<ServiceSpec> | undefined): ServiceSpec {
  const { sessionAffinityConfig, selector, ...rest } = given ?? {};
  const spec: ServiceSpec = {
    ...rest,
    // An empty map does not survive being stored: such a Service has no selector.
    ...(selector && Object.keys(selector).length > 0 && { selector }),
    // Without affinity its configuration is dropped.
    ...(sessionAffinityConfig &&
      given?.sessionAffinity === 'ClientIP' && { sessionAffinityConfig }),
    type: given?.type ?? 'ClusterIP',
    sessionAffinity: given?.sessionAffinity ?? 'None',
    ...(given?.ports && { ports: given.ports.map(defaultPort) }),
  };
  return { ...spec, ...affinityOf(spec), ...trafficOf(spec), ...familiesOf(spec) };
}

function defaultPort(given: ServicePort): ServicePort {
  // A port that is missing is reported as 0, and so is the target port that follows it.
  const port = given.port ?? 0;
  const { targetPort } = given;
  const unset = targetPort === undefined || targetPort === '' || targetPort === 0;
  return {
    ...given,
    port,
    protocol: given.protocol ?? 'TCP',
    targetPort: unset ? port : targetPort,
  };
}

function affinityOf(spec: ServiceSpec): Partial<ServiceSpec> {
  if (spec.sessionAffinity !== 'ClientIP') return {};
  const timeoutSeconds =
    spec.sessionAffinityConfig?.clientIP?.timeoutSeconds ?? timeoutSecondsDefault;
  return { sessionAffinityConfig: { clientIP: { timeoutSeconds } } };
}

function trafficOf(spec: ServiceSpec): Partial<ServiceSpec> {
  return {
    ...(isExternal(spec) && { externalTrafficPolicy: spec.externalTrafficPolicy ?? 'Cluster' }),
    ...(spec.type !== 'ExternalName' && {
      internalTrafficPolicy: spec.internalTrafficPolicy ?? 'Cluster',
    }),
    ...(spec.type === 'LoadBalancer' && {
      allocateLoadBalancerNodePorts: spec.allocateLoadBalancerNodePorts ?? true,
    }),
  };
}

function familiesOf(spec: ServiceSpec): Partial<ServiceSpec> {
  if (spec.type === 'ExternalName') return {};
  const clusterIPs =
    spec.clusterIPs ?? (spec.clusterIP === undefined ? undefined : [spec.clusterIP]);
  const known = { ...(clusterIPs && { clusterIPs }) };
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

/** Load balancers that forward packets as they are, unless they say otherwise. */
export function defaultServiceStatus(status: ServiceStatus | undefined): ServiceStatus {
  const ingress = status?.loadBalancer?.ingress?.map((each) =>
    each.ip === undefined ? each : { ...each, ipMode: each.ipMode ?? ('VIP' as const) },
  );
  return { ...status, loadBalancer: { ...status?.loadBalancer, ...(ingress && { ingress }) } };
}
