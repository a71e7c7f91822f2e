import type { Service } from '../../../sim/api/kinds/types.ts';
import { refTo } from '../../../sim/api/index.ts';
import type { Ref } from '../../../sim/api/types.ts';
import { clusterDomain } from '../../../sim/dns/index.ts';
import { coversOneLabel } from '../../../sim/http/index.ts';
import { probablyMeant, serviceName, shortName } from '../names.ts';
import type { Situation } from '../situation.ts';
import { urlWith } from '../urls.ts';
import type { Finding } from '../types.ts';

declare module '../types.ts' {
  interface Findings {
    /** No Service has this name. */
    'unknown-name': {
      readonly name: string;
      readonly namespace: string;
      /** The Service that was probably meant. */
      readonly service?: Ref;
      readonly suggestion?: string;
      /** The name has the form of one outside the cluster: the names there are. */
      readonly known?: readonly string[];
    };
  }
}

export function unknown(situation: Situation): Finding | undefined {
  const { cluster, namespace, target, trace } = situation;
  if (!target) return undefined;
  const service = meant(situation);
  const suggestion = service && shortName(service.metadata, namespace);
  const known =
    !service && isOutside(situation, target.host)
      ? cluster.spec.outside.hosts.map(({ name }) => name)
      : undefined;
  if (!known && trace.request.from.kind !== 'pod') return undefined;
  return {
    code: 'unknown-name',
    severity: 'error',
    name: target.host,
    namespace: serviceName(target.host, namespace)?.namespace ?? namespace,
    ...(service && { service: refTo(service, 'metadata.name') }),
    ...(suggestion !== undefined && { suggestion }),
    ...(known && { known }),
    evidence: service ? [refTo(service, 'metadata.name')] : [],
    ...(suggestion !== undefined && {
      fix: { fix: 'send-to', to: urlWith(target, { host: suggestion }) },
    }),
  };
}

/** The Service with the most similar name, first in the namespace that was asked, then in any. */
function meant({ cluster, namespace, target }: Situation): Service | undefined {
  const wanted = target && serviceName(target.host, namespace);
  if (!wanted) return undefined;
  const services = cluster.store
    .list('Service')
    .filter(({ metadata }) => metadata.namespace !== 'kube-system');
  const here = services.filter(({ metadata }) => metadata.namespace === wanted.namespace);
  for (const some of [here, services]) {
    const name = probablyMeant(
      wanted.service,
      some.map(({ metadata }) => metadata.name),
    );
    const service = some.find(({ metadata }) => metadata.name === name);
    if (service) return service;
  }
  return undefined;
}

/** A name of the world: none of the cluster's, and none that an Ingress is meant to get. */
function isOutside({ cluster, namespace }: Situation, host: string): boolean {
  const rules = cluster.store.list('Ingress').flatMap(({ spec }) => spec.rules ?? []);
  if (rules.some((rule) => rule.host && coversOneLabel(rule.host, host))) return false;
  const bare = host.replace(/\.$/, '');
  if (!bare.includes('.') || bare.endsWith(`.${clusterDomain}`)) return false;
  const wanted = serviceName(host, namespace);
  return !wanted || cluster.store.get('Namespace', '', wanted.namespace) === undefined;
}
