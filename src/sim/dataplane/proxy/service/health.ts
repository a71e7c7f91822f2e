import { localEndpointsOf, refTo } from '../../../api/index.ts';
import type { Store } from '../../../api/types.ts';
import { ip, type Ip } from '../../../net/index.ts';
import type { Listener } from '../../types.ts';
import type { ProxyMode } from '../types.ts';

/** `--healthz-bind-address` of kube-proxy. */
const healthzPort = 10_256;
const anyAddress = ip('0.0.0.0');

/**
 * Where a node tells load balancers whether to send to it: kube-proxy about itself, and about each Service that has a
 * healthCheckNodePort, on the addresses that have node ports (newServiceHealthServer of pkg/proxy/healthcheck).
 */
export function healthChecks(
  node: { readonly name: string; readonly address: Ip },
  seen: Store,
  { agent, nodePortsAt = 'all' }: Pick<ProxyMode, 'agent' | 'nodePortsAt'>,
): readonly Listener[] {
  const shared = { protocol: 'TCP', process: agent ?? 'kube-proxy', known: 'cluster' } as const;
  const address = nodePortsAt === 'primary' ? node.address : anyAddress;
  const ofServices = seen.list('Service').flatMap((service): readonly Listener[] => {
    const { type, externalTrafficPolicy: policy, healthCheckNodePort: port = 0 } = service.spec;
    if (type !== 'LoadBalancer' || policy !== 'Local' || port === 0) return [];
    const localEndpoints = localEndpointsOf(service, node.name, seen);
    const because = [refTo(service, 'spec.healthCheckNodePort')];
    return [{ ...shared, port, address, server: 'service-health', localEndpoints, because }];
  });
  // Cilium's agent has its own at another port, and this one only where somebody asks for it.
  if (agent !== undefined) return ofServices;
  const because = [{ kind: 'Node', namespace: '', name: node.name, path: '' }];
  const own = {
    ...shared,
    port: healthzPort,
    address: anyAddress,
    server: 'proxy-health',
    because,
  };
  return [own, ...ofServices];
}
