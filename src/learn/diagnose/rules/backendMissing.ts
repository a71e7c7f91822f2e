import type { Ref } from '../../../sim/api/types.ts';
import { refTo } from '../../../sim/api/index.ts';
import { valueAt } from '../fields.ts';
import { proxyHopOf } from '../situation.ts';
import type { DiagnosisRule } from '../types.ts';

declare module '../types.ts' {
  interface Findings {
    /** The rule that took a request leads to a Service, or a port of one, that is not there or may not be used. */
    'backend-missing': {
      readonly rule: Ref;
      readonly service: string;
      /** Where it is looked for. */
      readonly namespace: string;
      readonly why: 'no-service' | 'no-port' | 'not-granted';
      /** Other namespaces that have a Service of this name. */
      readonly elsewhere: readonly string[];
      /** The ports it has. */
      readonly ports: readonly number[];
    };
  }
}

/** How many namespaces a finding names. */
const namedMax = 3;

const rule: DiagnosisRule = {
  name: 'backend-missing',
  order: 8,
  explain({ store }, trace) {
    const hop = proxyHopOf(trace);
    if (!hop || hop.decided.type !== 'answer' || hop.decided.reason !== 'invalid-backend')
      return [];
    const ref = hop.because.findLast(({ path }) => /\.backend(?:Refs\[\d+\])?(?:\.|$)/.test(path));
    const object = ref && store.entry(ref.kind, ref.namespace, ref.name)?.object;
    if (!ref || !object) return [];
    const at = ref.path.replace(/(\.backend(?:Refs\[\d+\])?).*$/, '$1');
    const backend = valueAt(object, at) as Backend | undefined;
    const name = backend?.service?.name ?? backend?.name ?? '';
    const namespace = backend?.namespace ?? ref.namespace;
    const service = store.get('Service', namespace, name);
    const why = ref.path.endsWith('.namespace')
      ? 'not-granted'
      : service
        ? 'no-port'
        : 'no-service';
    const elsewhere = store
      .list('Service')
      .filter(({ metadata }) => metadata.name === name && metadata.namespace !== namespace)
      .map(({ metadata }) => metadata.namespace);
    return [
      {
        code: 'backend-missing',
        severity: 'error',
        rule: refTo(object),
        service: name,
        namespace,
        why,
        elsewhere: elsewhere.slice(0, namedMax),
        ports: (service?.spec.ports ?? []).map(({ port }) => port),
        evidence: [
          { ...ref, path: ref.path === at && backend?.service ? `${at}.service.name` : ref.path },
          ...(why === 'no-port' && service ? [refTo(service, 'spec.ports')] : []),
        ],
      },
    ];
  },
};
export default rule;

/** Of an Ingress, or of a route. */
interface Backend {
  readonly service?: { readonly name?: string };
  readonly name?: string;
  readonly namespace?: string;
}
