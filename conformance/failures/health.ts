import { internalIpOf } from '../../src/sim/api/index.ts';
import { send, type Cluster } from '../../src/sim/dataplane/index.ts';
import { senderOf } from './names.ts';
import { decidingHop, type Seen } from './outcome.ts';
import type { Probe } from './types.ts';

/** What the load balancer of a Service, `default/web`, hears when it asks each node at the Service's healthCheckNodePort. */
export function healthOf(cluster: Cluster, { from, service = '' }: Probe): Seen {
  const { store } = cluster;
  const [namespace = '', name = ''] = service.split('/');
  const port = store.get('Service', namespace, name)?.spec.healthCheckNodePort;
  if (port === undefined) throw new Error(`nobody tells of the health of ${service}`);
  const traces = store.list('Node').map((node) => {
    const to = `http://${internalIpOf(node)}:${port}/healthz`;
    const { trace } = send(cluster, { from: senderOf(store, from), to, attempt: 0 });
    return { node: node.metadata.name, trace };
  });
  const answers = traces.map(({ node, trace: { outcome } }) => {
    const [, status] = /^HTTP\/1\.1 (\d+)/.exec(outcome.says) ?? [];
    return `${node} ${status ?? outcome.result}`;
  });
  return {
    outcome: answers.some((answer) => answer.endsWith(' 200')) ? 'ok' : 'unhealthy',
    details: [answers.join(', ')],
    evidence: traces.map(({ trace }) => decidingHop(trace)).join(' || '),
  };
}
