import type { Service, ServicePort, ServiceSpec, ServiceStatus } from '../kinds/types.ts';
import { isExternal } from './questions.ts';

const timeoutSecondsDefault = 10800;

/** As SetDefaults_Service of pkg/apis/core/v1. */
export function defaultServiceSpec(given: Partial<ServiceSpec> = {}): ServiceSpec {
  const {
    type = 'ClusterIP',
    sessionAffinity = 'None',
    sessionAffinityConfig,
    selector,
    ...rest
  } = given;
  return {
    type,
    sessionAffinity,
    ...trafficOf(type, rest),
    ...rest,
    // An empty map does not survive being stored: such a Service has no selector.
    ...(selector && Object.keys(selector).length > 0 && { selector }),
    ...affinityOf(sessionAffinity, sessionAffinityConfig),
    ...(rest.ports && { ports: rest.ports.map(defaultPort) }),
  };
}

function defaultPort(given: Partial<ServicePort>): ServicePort {
  // A port that is missing is reported as 0, and so is the target port that follows it.
  const port = given.port ?? 0;
  const { targetPort } = given;
  const unset = targetPort === undefined || targetPort === '' || targetPort === 0;
  return { protocol: 'TCP', ...given, port, targetPort: unset ? port : targetPort };
}

/** Without affinity its configuration is dropped. */
function affinityOf(
  affinity: ServiceSpec['sessionAffinity'],
  config: ServiceSpec['sessionAffinityConfig'],
): Partial<ServiceSpec> {
  if (affinity === 'None') return {};
  if (affinity !== 'ClientIP') return config ? { sessionAffinityConfig: config } : {};
  const timeoutSeconds = config?.clientIP?.timeoutSeconds ?? timeoutSecondsDefault;
  return { sessionAffinityConfig: { clientIP: { timeoutSeconds } } };
}

/** What a Service of this type says about traffic when nobody says anything. */
function trafficOf(
  type: ServiceSpec['type'],
  { externalIPs = [] }: Partial<ServiceSpec>,
): Partial<ServiceSpec> {
  return {
    ...(isExternal({ type, externalIPs }) && { externalTrafficPolicy: 'Cluster' }),
    ...(type !== 'ExternalName' && { internalTrafficPolicy: 'Cluster' }),
    ...(type === 'LoadBalancer' && { allocateLoadBalancerNodePorts: true }),
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
