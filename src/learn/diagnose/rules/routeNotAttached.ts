import { refTo } from '../../../sim/api/index.ts';
import type { Ref } from '../../../sim/api/types.ts';
import { proxyHopOf } from '../situation.ts';
import type { DiagnosisRule, Fix } from '../types.ts';

declare module '../types.ts' {
  interface Findings {
    /** A route names the Gateway that was asked, and none of its listeners takes it. */
    'route-not-attached': {
      readonly gateway: Ref;
      /** The field that stands against it. */
      readonly field: Ref;
      readonly why: 'namespace' | 'hostname' | 'listener';
    };
  }
}

const rule: DiagnosisRule = {
  name: 'route-not-attached',
  order: 5,
  explain({ store }, trace) {
    const hop = proxyHopOf(trace);
    if (!hop || hop.decided.type !== 'answer' || hop.decided.status !== 404) return [];
    const miss = hop.misses.find(({ why }) => why === 'not-attached');
    const taker = hop.because.find(({ kind }) => kind === 'Gateway') ?? miss?.ref;
    const gateway = taker && store.entry('Gateway', taker.namespace, taker.name)?.object;
    if (!miss || !gateway) return [];
    const { ref } = miss;
    const why =
      ref.kind === 'Gateway'
        ? 'namespace'
        : ref.path === 'spec.hostnames'
          ? 'hostname'
          : 'listener';
    const fix: Fix | undefined =
      why === 'namespace'
        ? {
            fix: 'set-field',
            ref: { ...ref, path: `${ref.path}.namespaces.from` },
            value: 'All',
          }
        : undefined;
    return [
      {
        code: 'route-not-attached',
        severity: 'error',
        gateway: refTo(gateway),
        field: ref,
        why,
        evidence: [
          why === 'namespace' ? { ...ref, path: ref.path.replace(/\.allowedRoutes$/, '') } : ref,
        ],
        ...(fix && { fix }),
      },
    ];
  },
};
export default rule;
