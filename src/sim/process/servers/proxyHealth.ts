import { isEligible } from '../../api/index.ts';
import type { Server } from '../types.ts';
import { answering } from '../web.ts';

/**
 * What kube-proxy says of itself: always well here, but at /healthz not fit for new traffic on a node that is about to be removed
 * (pkg/proxy/healthcheck/proxy_health.go). The real one tells times as well.
 */
const proxyHealth: Server = {
  name: 'proxy-health',
  serve: answering(({ path }, { store, name }) => {
    const healthy = true;
    if (path === '/livez') return { status: 200, body: JSON.stringify({ healthy }) };
    if (path !== '/healthz') return { status: 404, body: '404 page not found' };
    const node = store.get('Node', '', name);
    const nodeEligible = node !== undefined && isEligible(node);
    return { status: nodeEligible ? 200 : 503, body: JSON.stringify({ nodeEligible, healthy }) };
  }),
};
export default proxyHealth;
