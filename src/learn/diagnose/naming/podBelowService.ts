import type { Pod } from '../../../sim/api/kinds/types.ts';
import { refTo } from '../../../sim/api/index.ts';
import type { Ref, Store } from '../../../sim/api/types.ts';
import { podAndService } from '../names.ts';
import { distinct, writtenAt } from '../refs.ts';
import type { Situation } from '../situation.ts';
import { urlWith } from '../urls.ts';
import type { Finding, Fix } from '../types.ts';

declare module '../types.ts' {
  interface Findings {
    /** A Pod was looked for below a Service: only a Pod with a hostname and this Service as its subdomain has such a name. */
    'pod-name-below-service': {
      readonly name: string;
      readonly pod: Ref;
      /** The Service in the name. */
      readonly wanted: string;
      readonly hostname?: string;
      readonly subdomain?: string;
    };
  }
}

export function podBelowService(situation: Situation): Finding | undefined {
  const { cluster, namespace, target } = situation;
  const wanted = target && podAndService(target.host, namespace);
  const pod = wanted && cluster.store.get('Pod', wanted.namespace, wanted.pod);
  if (!pod) return undefined;
  const { hostname, subdomain } = pod.spec;
  const exists = cluster.store.get('Service', wanted.namespace, wanted.service) !== undefined;
  if (!exists && subdomain === undefined) return undefined;
  const fix = repair(situation, pod, wanted.service, exists);
  const paths = ['spec.subdomain', 'spec.hostname'];
  return {
    code: 'pod-name-below-service',
    severity: 'error',
    name: target.host,
    pod: refTo(pod, 'metadata.name'),
    wanted: wanted.service,
    ...(hostname !== undefined && { hostname }),
    ...(subdomain !== undefined && { subdomain }),
    evidence: distinct(paths.map((path) => decidingField(cluster.store, pod, path))),
    ...(fix && { fix }),
  };
}

/** Another name where the Pod has one, else the field that is missing. */
function repair(situation: Situation, pod: Pod, service: string, exists: boolean): Fix | undefined {
  const { cluster, namespace, target } = situation;
  const { metadata, spec } = pod;
  const write = (path: string, value: string): Fix => ({
    fix: 'set-field',
    ref: decidingField(cluster.store, pod, path),
    value,
  });
  if (spec.subdomain !== undefined && spec.subdomain !== service && target) {
    const known = cluster.store.get('Service', metadata.namespace, spec.subdomain);
    const rest = metadata.namespace === namespace ? '' : `.${metadata.namespace}`;
    const host = `${spec.hostname ?? metadata.name}.${spec.subdomain}${rest}`;
    if (known) return { fix: 'send-to', to: urlWith(target, { host }) };
  }
  if (!exists) return undefined;
  if (spec.subdomain !== service) return write('spec.subdomain', service);
  return spec.hostname === undefined ? write('spec.hostname', metadata.name) : undefined;
}

/** A StatefulSet gives its Pods the hostname and subdomain itself, the latter from its `serviceName`. */
function decidingField(store: Store, pod: Pod, path: string): Ref {
  const written = writtenAt(store, refTo(pod, path));
  return written.kind === 'StatefulSet' ? { ...written, path: 'spec.serviceName' } : written;
}
