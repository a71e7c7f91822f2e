import { refTo } from '../../../sim/api/index.ts';
import type { Ref } from '../../../sim/api/types.ts';
import { serviceName, shortName } from '../names.ts';
import type { Situation } from '../situation.ts';
import { urlWith } from '../urls.ts';
import type { Finding } from '../types.ts';

declare module '../types.ts' {
  interface Findings {
    /** A Service of this name exists, but in another namespace: a short name is completed with the sender's own. */
    'name-in-other-namespace': {
      readonly name: string;
      /** The namespace in which the name was looked for. */
      readonly namespace: string;
      readonly service: Ref;
      /** The name that would work: `web.shop`. */
      readonly suggestion: string;
    };
  }
}

export function otherNamespace({ cluster, namespace, target }: Situation): Finding | undefined {
  const wanted = target && serviceName(target.host, namespace);
  if (!wanted) return undefined;
  const service = cluster.store
    .list('Service')
    .find(({ metadata }) => metadata.name === wanted.service);
  if (!service) return undefined;
  const suggestion = shortName(service.metadata, namespace);
  const ref = refTo(service, 'metadata.namespace');
  return {
    code: 'name-in-other-namespace',
    severity: 'error',
    name: target.host,
    namespace: wanted.namespace,
    service: ref,
    suggestion,
    evidence: [ref],
    fix: { fix: 'send-to', to: urlWith(target, { host: suggestion }) },
  };
}
