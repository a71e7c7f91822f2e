import type { Pod, Service } from '../../../sim/api/kinds/types.ts';
import { matchesLabels, refTo } from '../../../sim/api/index.ts';
import type { Ref } from '../../../sim/api/types.ts';
import { distinctPods, givenLabels, idleWorkloads, netnsOf, selectedPods } from '../backends.ts';
import { isSimilar } from '../names.ts';
import { distinct } from '../refs.ts';
import { lacksEndpoints, situationOf, type Situation } from '../situation.ts';
import type { DiagnosisRule, Finding, Fix } from '../types.ts';

type Labels = Readonly<Record<string, string>>;

declare module '../types.ts' {
  interface Findings {
    /** No Pod carries the labels that a Service looks for. */
    'selector-matches-nothing': {
      readonly service: Ref;
      readonly selector: Labels;
      /** Pods that nearly match: they share a key or a value. */
      readonly near: readonly { readonly pod: Ref; readonly labels: Labels }[];
      /** Pods without any labels of their own. */
      readonly unlabelled: readonly Ref[];
      /** Namespaces where Pods would match: a selector does not look there. */
      readonly elsewhere: readonly string[];
    };
  }
}

/** How many Pods a finding names. */
const namedMax = 3;

const rule: DiagnosisRule = {
  name: 'selector-matches-nothing',
  order: 10,
  explain(cluster, trace) {
    const situation = situationOf(cluster, trace);
    const { addressed } = situation;
    if (!addressed || !lacksEndpoints(situation)) return [];
    const { service } = addressed;
    if (
      Object.keys(service.spec.selector ?? {}).length === 0 ||
      selectedPods(cluster.store, service).length > 0 ||
      idleWorkloads(cluster.store, service).length > 0
    )
      return [];
    return [finding(situation, service)];
  },
};
export default rule;

function finding(situation: Situation, service: Service): Finding {
  const { store } = situation.cluster;
  const selector = service.spec.selector ?? {};
  const others = store
    .listIn('Pod', service.metadata.namespace)
    .filter((pod) => !isSender(situation, pod));
  const near = distinctPods(
    store,
    others.filter((pod) => closeness(selector, givenLabels(pod)) > 0),
    'metadata.labels',
  )
    .toSorted(
      (one, other) =>
        closeness(selector, givenLabels(other.pod)) - closeness(selector, givenLabels(one.pod)),
    )
    .slice(0, namedMax);
  const bare = others.filter((pod) => Object.keys(givenLabels(pod)).length === 0);
  const unlabelled = distinctPods(store, bare, 'metadata').slice(0, namedMax);
  const elsewhere = store
    .list('Pod')
    .filter(
      ({ metadata }) =>
        metadata.namespace !== service.metadata.namespace &&
        matchesLabels(selector, metadata.labels),
    )
    .map(({ metadata }) => metadata.namespace);
  const fix = repair(situation, service, [...near, ...unlabelled]);
  return {
    code: 'selector-matches-nothing',
    severity: 'error',
    service: refTo(service, 'spec.selector'),
    selector,
    near: near.map(({ pod, written }) => ({ pod: written, labels: givenLabels(pod) })),
    unlabelled: unlabelled.map(({ written }) => written),
    elsewhere: [...new Set(elsewhere)].slice(0, namedMax),
    evidence: distinct([
      refTo(service, 'spec.selector'),
      ...[...near, ...unlabelled].map(({ written }) => written),
    ]),
    ...(fix && { fix }),
  };
}

function isSender({ trace: { request } }: Situation, { metadata }: Pod): boolean {
  const { from } = request;
  return (
    from.kind === 'pod' && from.name === metadata.name && from.namespace === metadata.namespace
  );
}

/** How nearly labels match: 3 for a slip in a value, 2 for the right value under another key, 1 for the key alone. */
function closeness(selector: Labels, labels: Labels): number {
  let best = 0;
  for (const [key, wanted] of Object.entries(selector)) {
    const value = labels[key];
    if (value !== undefined) best = Math.max(best, isSimilar(value, wanted) ? 3 : 1);
    if (Object.values(labels).includes(wanted)) best = Math.max(best, 2);
  }
  return best;
}

/** Changes the selector to the labels of the likeliest Pod, or gives a Pod without labels those that are looked for. */
function repair(
  situation: Situation,
  service: Service,
  candidates: readonly { readonly pod: Pod; readonly written: Ref }[],
): Fix | undefined {
  const selector = service.spec.selector ?? {};
  const likeliest = candidates
    .map((candidate) => ({ ...candidate, weight: likelihood(situation, service, candidate.pod) }))
    .filter(({ weight }) => weight > 0)
    .toSorted((one, other) => other.weight - one.weight)[0];
  if (!likeliest) return undefined;
  const { pod, written } = likeliest;
  const labels = givenLabels(pod);
  if (Object.keys(labels).length === 0)
    return {
      fix: 'set-field',
      ref: { ...written, path: `${written.path}.labels` },
      value: selector,
    };
  const adapted = adapt(selector, labels);
  return Object.keys(adapted).length === 0
    ? undefined
    : { fix: 'set-field', ref: refTo(service, 'spec.selector'), value: adapted };
}

function likelihood({ cluster }: Situation, service: Service, pod: Pod): number {
  const wanted = (service.spec.ports ?? []).map(({ targetPort }) => targetPort);
  const open = netnsOf(cluster, pod)?.listeners ?? [];
  const listens = open.some(({ port }) => wanted.includes(port)) ? 4 : 0;
  const close = closeness(service.spec.selector ?? {}, givenLabels(pod));
  return listens + (close > 1 ? close : 0);
}

/** The selector with the Pod's own values and keys; what the Pod has nothing like is left out. */
function adapt(selector: Labels, labels: Labels): Labels {
  const pairs = Object.entries(selector).flatMap(([key, wanted]) => {
    const value = labels[key];
    if (value !== undefined) return [[key, value] as const];
    const other = Object.keys(labels).find((name) => labels[name] === wanted);
    return other === undefined ? [] : [[other, wanted] as const];
  });
  return Object.fromEntries(pairs);
}
