import type { Ref, Store } from '../../../sim/api/types.ts';
import { valueAt } from '../fields.ts';
import { proxyHopOf, situationOf } from '../situation.ts';
import { urlWith } from '../urls.ts';
import type { DiagnosisRule, Fix } from '../types.ts';

declare module '../types.ts' {
  interface Findings {
    /** A proxy was reached, and none of its rules takes the request. */
    'no-rule': {
      readonly proxy: string;
      readonly host: string;
      readonly path: string;
      /** What stood against the rules that came nearest: another host, or the path. */
      readonly why: 'host' | 'path' | 'other';
      /** The hosts or paths there are rules for. */
      readonly known: readonly string[];
    };
  }
}

/** How many hosts or paths a finding names. */
const namedMax = 4;

const rule: DiagnosisRule = {
  name: 'no-rule',
  order: 6,
  explain(cluster, trace) {
    const { target } = situationOf(cluster, trace);
    const hop = proxyHopOf(trace);
    if (!hop || hop.decided.type !== 'answer' || hop.decided.reason !== 'no-match') return [];
    const { proxy, request, misses } = hop;
    const isAbout = (why: string): readonly Ref[] =>
      misses.filter((miss) => miss.why === why).map(({ ref }) => ref);
    const [paths, hosts] = [isAbout('path'), isAbout('host')];
    if (paths.length === 0 && isAbout('not-attached').length > 0) return [];
    const refs = paths.length > 0 ? paths : hosts;
    const known = [...new Set(refs.flatMap((ref) => textsAt(cluster.store, ref)))];
    const [first] = known;
    const isOtherHost = paths.length === 0 && hosts.length > 0;
    const canAsk = isOtherHost && target?.scheme === 'http' && first !== undefined;
    const fix: Fix | undefined =
      canAsk && !first.startsWith('*')
        ? { fix: 'send-to', to: urlWith(target, { host: first }) }
        : undefined;
    return [
      {
        code: 'no-rule',
        severity: 'error',
        proxy,
        host: request.host.replace(/:\d+$/, ''),
        path: request.path,
        why: paths.length > 0 ? 'path' : isOtherHost ? 'host' : 'other',
        known: known.slice(0, namedMax),
        evidence: refs.slice(0, namedMax),
        ...(fix && { fix }),
      },
    ];
  },
};
export default rule;

/** What a rule says there: a host, a path, or a list of hosts. */
function textsAt(store: Store, { kind, namespace, name, path }: Ref): readonly string[] {
  const object = store.entry(kind, namespace, name)?.object;
  const value = object && valueAt(object, path);
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.filter((each) => typeof each === 'string');
  const inner = (value as { readonly value?: unknown } | undefined)?.value;
  return typeof inner === 'string' ? [inner] : [];
}
