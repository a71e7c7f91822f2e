import { isHealthyFor } from '../../src/sim/api/index.ts';
import type { Store } from '../../src/sim/api/index.ts';
import type { Seen } from './outcome.ts';

/** What the load balancer of a Service, `default/web`, hears when it asks each node for its health. */
export function healthOf(store: Store, name: string): Seen {
  const [namespace = '', service = ''] = name.split('/');
  const object = store.get('Service', namespace, service);
  if (!object) throw new Error(`no Service ${name}`);
  const answers = store
    .list('Node')
    .map(
      ({ metadata }) =>
        `${metadata.name} ${isHealthyFor(object, metadata.name, store) ? 200 : 503}`,
    );
  const isHealthy = answers.some((answer) => answer.endsWith(' 200'));
  return {
    outcome: isHealthy ? 'ok' : 'unhealthy',
    details: [answers.join(', ')],
    evidence: `healthCheckNodePort ${object.spec.healthCheckNodePort}`,
  };
}
