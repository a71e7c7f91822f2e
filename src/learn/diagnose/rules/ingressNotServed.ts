import { fieldOf, refTo } from '../../../sim/api/index.ts';
import type { Ingress } from '../../../sim/api/kinds/ingress.ts';
import type { Ref, Store } from '../../../sim/api/types.ts';
import {
  coversOneLabel,
  runningControllers,
  servingOf,
  type RunningController,
} from '../../../sim/http/index.ts';
import { proxyHopOf, situationOf, type Situation } from '../situation.ts';
import type { DiagnosisRule, Fix } from '../types.ts';

declare module '../types.ts' {
  interface Findings {
    /** An Ingress has rules for the request, and no controller that runs serves it. */
    'ingress-not-served': {
      readonly ingress: Ref;
      /** `no-controller` runs at all; it names `no-class`; a class that does not exist, or one of another controller. */
      readonly why: 'no-controller' | 'no-class' | 'unknown-class' | 'other-controller';
      /** The class it names. */
      readonly named?: string;
      /** The classes that are served. */
      readonly classes: readonly string[];
      /** An annotation that looks like the one for a class, and is not. */
      readonly annotation?: string;
    };
  }
}

const rule: DiagnosisRule = {
  name: 'ingress-not-served',
  order: 4,
  explain(cluster, trace) {
    const situation = situationOf(cluster, trace);
    const { store } = cluster;
    if (!situation.failed || !isNotFound(situation)) return [];
    const running = runningControllers(store);
    const ingress = store
      .list('Ingress')
      .find(
        (each) => isMeant(situation, each, running.length === 0) && !isServed(store, each, running),
      );
    if (!ingress) return [];
    const named = ingress.spec.ingressClassName;
    const classes = store
      .list('IngressClass')
      .filter(({ spec }) => running.some(({ controller }) => controller.name === spec.controller))
      .map(({ metadata }) => metadata.name);
    const annotation = misspelt(ingress);
    const why =
      running.length === 0
        ? 'no-controller'
        : named === undefined
          ? 'no-class'
          : store.get('IngressClass', '', named)
            ? 'other-controller'
            : 'unknown-class';
    const at = refTo(ingress, 'spec.ingressClassName');
    const [usual] = classes;
    const fix: Fix | undefined =
      usual === undefined ? undefined : { fix: 'set-field', ref: at, value: usual };
    return [
      {
        code: 'ingress-not-served',
        severity: 'error',
        ingress: refTo(ingress),
        why,
        ...(named !== undefined && { named }),
        ...(annotation !== undefined && { annotation }),
        classes,
        evidence: [
          named !== undefined
            ? at
            : refTo(
                ingress,
                annotation === undefined ? 'spec' : fieldOf('metadata.annotations', annotation),
              ),
        ],
        ...(fix && { fix }),
      },
    ];
  },
};
export default rule;

/** The name led nowhere, nobody took the connection, or a proxy knew no rule. */
function isNotFound({ trace }: Situation): boolean {
  const { result, status } = trace.outcome;
  return (
    result === 'unresolved' || result === 'refused' || result === 'timed-out' || status === 404
  );
}

const webPorts = new Set([80, 443]);

/** An Ingress with a rule for the host; without any controller, whoever asks for a web page outside means one. */
function isMeant({ trace, target }: Situation, { spec }: Ingress, isNobodyThere: boolean): boolean {
  const asked = proxyHopOf(trace)?.request.host ?? trace.request.headers?.['Host'] ?? target?.host;
  const host = asked?.replace(/:\d+$/, '').toLowerCase();
  const rules = spec.rules ?? [];
  if (rules.some((each) => host && each.host && coversOneLabel(each.host, host))) return true;
  return isNobodyThere && trace.request.from.kind === 'host' && webPorts.has(target?.port ?? 0);
}

function isServed(store: Store, ingress: Ingress, running: readonly RunningController[]): boolean {
  return running.some(({ controller }) => servingOf(store, ingress, controller).serves);
}

const annotationKey = 'kubernetes.io/ingress.class';

function misspelt({ metadata }: Ingress): string | undefined {
  return Object.keys(metadata.annotations ?? {}).find(
    (key) => key !== annotationKey && key.endsWith('ingress.class'),
  );
}
