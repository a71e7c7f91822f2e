import type { Service, ServiceSpec } from '../kinds/types.ts';

/** Whether a Service has no address of its own. */
export function isHeadless(service: Service): boolean {
  return service.spec.clusterIP === 'None';
}

/** Whether a Service can be reached from outside the cluster: ExternallyAccessible of pkg/api/v1/service. */
export function isExternal({
  type,
  externalIPs = [],
}: Pick<ServiceSpec, 'type' | 'externalIPs'>): boolean {
  if (type === 'LoadBalancer' || type === 'NodePort') return true;
  return type === 'ClusterIP' && externalIPs.length > 0;
}

/** Whether a Service takes a port on every node. */
export function wantsNodePorts(spec: ServiceSpec): boolean {
  return (
    spec.type === 'NodePort' ||
    (spec.type === 'LoadBalancer' && spec.allocateLoadBalancerNodePorts !== false)
  );
}

/** Whether a load balancer asks the nodes which of them have endpoints. */
export function wantsHealthCheck(spec: ServiceSpec): boolean {
  return spec.type === 'LoadBalancer' && spec.externalTrafficPolicy === 'Local';
}
