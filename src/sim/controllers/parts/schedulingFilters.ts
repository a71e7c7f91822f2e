import type { Node, Pod } from '../../api/index.ts';
import { matchesPlacement, toleratesNode } from './placement.ts';
import { hasDomains, keepsSkew } from './spread.ts';

/** A node, and what is taken on it. */
export interface Occupancy {
  readonly node: Node;
  /** `protocol/port`. */
  readonly hostPorts: Set<string>;
  /** The Pods on it. */
  readonly podsHere: Pod[];
  pods: number;
}

/** What the kubelet allows unless its node says otherwise. */
const podsDefault = 110;

function podsAllowedOn(node: Node): number {
  const told = Number(node.status?.allocatable?.pods ?? podsDefault);
  return Number.isFinite(told) ? told : podsDefault;
}

/** A question whose No rules a node out, in the words of the scheduler's plugin. */
export interface SchedulingFilter {
  readonly reason: string;
  /** Whether evicting Pods could turn the No into a Yes. */
  readonly preemptable: boolean;
  passes(
    pod: Pod,
    place: Occupancy,
    hostPorts: readonly string[],
    places: readonly Occupancy[],
  ): boolean;
}

/** In the order in which the real plugins are asked: the first No is the reason given. */
export const filters: readonly SchedulingFilter[] = [
  {
    reason: 'node(s) were unschedulable',
    preemptable: false,
    passes: ({ spec }, { node }) =>
      node.spec?.unschedulable !== true ||
      (spec.tolerations ?? []).some(
        ({ key, operator }) =>
          operator === 'Exists' &&
          (key === undefined || key === 'node.kubernetes.io/unschedulable'),
      ),
  },
  {
    reason: 'node(s) had untolerated taint(s)',
    preemptable: false,
    passes: ({ spec }, { node }) => toleratesNode(spec.tolerations ?? [], node),
  },
  {
    reason: "node(s) didn't match Pod's node affinity/selector",
    preemptable: false,
    passes: ({ spec }, { node }) => matchesPlacement(spec, node),
  },
  {
    reason: "node(s) didn't have free ports for the requested pod ports",
    preemptable: true,
    passes: (_pod, { hostPorts: taken }, hostPorts) => !hostPorts.some((port) => taken.has(port)),
  },
  {
    reason: "node(s) didn't match pod topology spread constraints (missing required label)",
    preemptable: false,
    passes: hasDomains,
  },
  {
    reason: "node(s) didn't match pod topology spread constraints",
    preemptable: true,
    passes: (pod, place, _hostPorts, places) => keepsSkew(pod, place, places),
  },
  {
    reason: 'Too many pods',
    preemptable: true,
    passes: (_pod, { node, pods }) => pods < podsAllowedOn(node),
  },
];
