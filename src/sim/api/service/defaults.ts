import type { Service, ServicePort, ServiceSpec, ServiceStatus } from '../kinds/types.ts';
import { isExternal } from './questions.ts';

const timeoutSecondsDefault = 10800;

/** As SetDefaults_Service of pkg/apis/core/v1. */
export function defaultServiceSpec(given: Partial<ServiceSpec> | undefined): ServiceSpec {
  const { sessionAffinityConfig, selector, ...rest } = given ?? {};
  const spec: ServiceSpec = {
    ...rest,
    // An empty map does not survive being stored: such a Service has no selector.
    ...(selector && Object.keys(selector).length > 0 && { selector }),
    // Without affinity its configuration is dropped.
    ...(sessionAffinityConfig &&
      (given?.sessionAffinity ?? 'None') !== 'None' && { sessionAffinityConfig }),
    type: given?.type ?? 'ClusterIP',
    sessionAffinity: given?.sessionAffinity ?? 'None',
    ...(given?.ports && { ports: given.ports.map(defaultPort) }),
  };
  return { ...spec, ...affinityOf(spec), ...trafficOf(spec) };
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

/** Load balancers forward packets as they are, unless they say otherwise. */
export function serviceStatus({ spec, status }: Service): ServiceStatus {
  const ingress = status?.loadBalancer?.ingress?.map((each) =>
    each.ip === undefined || spec.type !== 'LoadBalancer'
      ? each
      : { ...each, ipMode: each.ipMode ?? ('VIP' as const) },
  );
  return { ...status, loadBalancer: { ...status?.loadBalancer, ...(ingress && { ingress }) } };
}
