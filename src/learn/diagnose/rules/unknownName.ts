import type { Ref } from '../../../sim/api/types.ts';
import { readIp, type Ip } from '../../../sim/net/index.ts';
import { selectedPods } from '../backends.ts';
import { probablyMeant, serviceName } from '../names.ts';
import { refTo } from '../refs.ts';
import { situationOf, type Situation } from '../situation.ts';
import { urlWith } from '../urls.ts';
import type { DiagnosisRule, Finding } from '../types.ts';

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
    /** A Pod has this name. Pods have no DNS names of this form. */
    'pod-name-as-dns-name': {
      readonly name: string;
      readonly pod: Ref;
      readonly address?: Ip;
      /** A Service that leads to the Pod. */
      readonly service?: Ref;
    };
    /** No Service has this name. */
    'unknown-name': {
      readonly name: string;
      readonly namespace: string;
      /** The Service that was probably meant. */
      readonly service?: Ref;
      readonly suggestion?: string;
      /** The name has the form of one outside the cluster: the simulation has no internet. */
      readonly outside: boolean;
    };
  }
}

const rule: DiagnosisRule = {
  name: 'unknown-name',
  order: 70,
  explain(cluster, trace) {
    const situation = situationOf(cluster, trace);
    if (trace.outcome.reason !== 'name-not-found' || situation.addressed || !situation.target)
      return [];
    return [inOtherNamespace(situation) ?? podName(situation) ?? unknown(situation)].filter(
      (found) => found !== undefined,
    );
  },
};
export default rule;

function inOtherNamespace({ cluster, namespace, target }: Situation): Finding | undefined {
  const wanted = target && serviceName(target.host, namespace);
  if (!wanted) return undefined;
  const service = cluster.store
    .list('Service')
    .find(({ metadata }) => metadata.name === wanted.service);
  if (!service) return undefined;
  const suggestion = shortName(service.metadata, namespace);
  return {
    code: 'name-in-other-namespace',
    severity: 'error',
    name: target.host,
    namespace: wanted.namespace,
    service: refTo(service, 'metadata.namespace'),
    suggestion,
    evidence: [refTo(service, 'metadata.namespace')],
    fix: { fix: 'send-to', to: urlWith(target, { host: suggestion }) },
  };
}

function podName({ cluster, namespace, target }: Situation): Finding | undefined {
  const wanted = target && serviceName(target.host, namespace);
  const pod = wanted && cluster.store.get('Pod', wanted.namespace, wanted.service);
  if (!pod || !target) return undefined;
  const service = cluster.store
    .listIn('Service', pod.metadata.namespace)
    .find((each) =>
      selectedPods(cluster.store, each).some(({ metadata }) => metadata.name === pod.metadata.name),
    );
  const address = readIp(pod.status?.podIP ?? '');
  const host = service ? shortName(service.metadata, namespace) : address;
  return {
    code: 'pod-name-as-dns-name',
    severity: 'error',
    name: target.host,
    pod: refTo(pod, 'metadata.name'),
    ...(address !== undefined && { address }),
    ...(service && { service: refTo(service, 'metadata.name') }),
    evidence: [refTo(pod, 'metadata.name')],
    ...(host !== undefined && {
      fix: {
        fix: 'send-to',
        to: urlWith(target, { host, ...portFor(service?.spec.ports?.[0]?.port) }),
      },
    }),
  };
}

function portFor(port: number | undefined): { readonly port?: number } {
  return port === undefined ? {} : { port };
}

function unknown({ cluster, namespace, target, trace }: Situation): Finding | undefined {
  if (!target || trace.request.from.kind !== 'pod') return undefined;
  const wanted = serviceName(target.host, namespace);
  const services = cluster.store
    .list('Service')
    .filter(({ metadata }) => metadata.namespace !== 'kube-system');
  const here = services.filter(
    ({ metadata }) => metadata.namespace === (wanted?.namespace ?? namespace),
  );
  const name =
    wanted &&
    (probablyMeant(wanted.service, here.map(nameOf)) ??
      probablyMeant(wanted.service, services.map(nameOf)));
  const service =
    here.find((each) => nameOf(each) === name) ?? services.find((each) => nameOf(each) === name);
  const suggestion = service && shortName(service.metadata, namespace);
  const namespaces = cluster.store.list('Namespace').map(({ metadata }) => metadata.name);
  return {
    code: 'unknown-name',
    severity: 'error',
    name: target.host,
    namespace: wanted?.namespace ?? namespace,
    ...(service && { service: refTo(service, 'metadata.name') }),
    ...(suggestion !== undefined && { suggestion }),
    outside: !service && target.host.includes('.') && !namespaces.includes(wanted?.namespace ?? ''),
    evidence: service ? [refTo(service, 'metadata.name')] : [],
    ...(suggestion !== undefined && {
      fix: { fix: 'send-to', to: urlWith(target, { host: suggestion }) },
    }),
  };
}

function nameOf({ metadata }: { readonly metadata: { readonly name: string } }): string {
  return metadata.name;
}

/** The shortest name that leads to a Service from a Pod of `namespace`. */
function shortName(
  service: { readonly name: string; readonly namespace: string },
  namespace: string,
): string {
  return service.namespace === namespace ? service.name : `${service.name}.${service.namespace}`;
}
