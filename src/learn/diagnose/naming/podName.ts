import type { Pod, Service } from '../../../sim/api/kinds/types.ts';
import { refTo } from '../../../sim/api/index.ts';
import type { Ref } from '../../../sim/api/types.ts';
import { readIp, type Ip } from '../../../sim/net/index.ts';
import { selectedPods } from '../backends.ts';
import { serviceName, shortName } from '../names.ts';
import type { Situation } from '../situation.ts';
import { urlWith } from '../urls.ts';
import type { Finding, Fix } from '../types.ts';

declare module '../types.ts' {
  interface Findings {
    /** A Pod has this name. Pods have no DNS names of this form. */
    'pod-name-as-dns-name': {
      readonly name: string;
      readonly pod: Ref;
      readonly address?: Ip;
      /** A Service that leads to the Pod. */
      readonly service?: Ref;
    };
  }
}

export function podName(situation: Situation): Finding | undefined {
  const { cluster, namespace, target } = situation;
  const wanted = target && serviceName(target.host, namespace);
  const pod = wanted && cluster.store.get('Pod', wanted.namespace, wanted.service);
  if (!pod) return undefined;
  const service = serviceOf(situation, pod);
  const address = readIp(pod.status?.podIP ?? '');
  const fix = repair(situation, service, address);
  return {
    code: 'pod-name-as-dns-name',
    severity: 'error',
    name: target.host,
    pod: refTo(pod, 'metadata.name'),
    ...(address !== undefined && { address }),
    ...(service && { service: refTo(service, 'metadata.name') }),
    evidence: [refTo(pod, 'metadata.name')],
    ...(fix && { fix }),
  };
}

function serviceOf({ cluster }: Situation, { metadata }: Pod): Service | undefined {
  const services = cluster.store.listIn('Service', metadata.namespace);
  return services.find((service) =>
    selectedPods(cluster.store, service).some((pod) => pod.metadata.name === metadata.name),
  );
}

function repair(
  { namespace, target }: Situation,
  service: Service | undefined,
  address: Ip | undefined,
): Fix | undefined {
  if (!target) return undefined;
  if (service) {
    const host = shortName(service.metadata, namespace);
    const [first] = service.spec.ports ?? [];
    return { fix: 'send-to', to: urlWith(target, { host, ...(first && { port: first.port }) }) };
  }
  if (address === undefined || target.scheme === 'dns') return undefined;
  return { fix: 'send-to', to: urlWith(target, { host: address }) };
}
