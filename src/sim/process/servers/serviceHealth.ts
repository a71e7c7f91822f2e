import type { Server } from '../types.ts';
import { answering } from '../web.ts';

/**
 * What a node tells a Service's load balancer at the healthCheckNodePort: 200 where it has ready endpoints, 503 where it has none,
 * whatever the path (hcHandler of pkg/proxy/healthcheck/service_health.go). Cilium's agent leaves out the last field.
 */
const serviceHealth: Server = {
  name: 'service-health',
  serve: answering((_request, { listener: { localEndpoints = 0, because } }) => {
    const [{ namespace, name } = { namespace: '', name: '' }] = because;
    const body = { service: { namespace, name }, localEndpoints, serviceProxyHealthy: true };
    return { status: localEndpoints > 0 ? 200 : 503, body: JSON.stringify(body, undefined, '\t') };
  }),
};
export default serviceHealth;
