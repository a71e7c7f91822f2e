import { hash32 } from '../../base/random.ts';

import type { Container, Pod } from '../api/kinds/types.ts';

/*
 * How long things take. Where a field of the manifest says it, that decides; what no field says is a believable, fixed time with a
 * share that differs by name, so that not everything happens at once. No promise is made that a real cluster is as fast.
 */

/** From being bound to a running container: sandbox, network, a cached image. Milliseconds. */
export function startMs(pod: Pod): number {
  return 800 + spread(pod.metadata.name, 700);
}

/** From a running container to Ready: 0 without a readiness probe, since a container that runs is ready then. Milliseconds. */
export function readyMs({ spec }: Pod): number {
  return Math.max(0, ...spec.containers.map(firstSuccessMs));
}

function firstSuccessMs({ readinessProbe: probe }: Container): number {
  if (!probe) return 0;
  const seconds = (field: string, usual: number) =>
    typeof probe[field] === 'number' ? probe[field] : usual;
  const tries = seconds('successThreshold', 1) - 1;
  return 1000 * (seconds('initialDelaySeconds', 0) + tries * seconds('periodSeconds', 10)) + 200;
}

/** From a probe that succeeds again to Ready. Milliseconds. */
export const probeMs = 1000;

/** From the first failing probe to not Ready: `failureThreshold` tries, `periodSeconds` apart. Milliseconds. */
export function unreadyMs({ spec }: Pod): number {
  const times = spec.containers.flatMap(({ readinessProbe: probe }) => {
    if (!probe) return [];
    const tries = typeof probe['failureThreshold'] === 'number' ? probe['failureThreshold'] : 3;
    const period = typeof probe['periodSeconds'] === 'number' ? probe['periodSeconds'] : 10;
    return [1000 * (tries - 1) * period];
  });
  return times.length === 0 ? 0 : Math.min(...times);
}

/**
 * From the request to delete a Pod to the end of its processes: its preStop hooks, then as long as they take to obey SIGTERM, but never
 * longer than the grace period. Milliseconds.
 */
export function stopMs({ spec }: Pod): number {
  const graceMs = 1000 * (spec.terminationGracePeriodSeconds ?? 30);
  const times = spec.containers.map(
    (container) => preStopMs(container) + (ignoresTerm(container) ? graceMs : 100),
  );
  return Math.min(graceMs, Math.max(0, ...times));
}

/** From the end of a Pod's processes to the end of its network namespace: the runtime stops the sandbox, and CNI its interface. Milliseconds. */
export const sandboxMs = 300;

function preStopMs({ lifecycle }: Container): number {
  const hook = lifecycle?.['preStop'] as
    { sleep?: { seconds?: number }; exec?: { command?: readonly string[] } } | undefined;
  const slept =
    hook?.sleep?.seconds ??
    Number(/\bsleep (\d+)/.exec((hook?.exec?.command ?? []).join(' '))?.[1] ?? 0);
  return 1000 * slept;
}

/** The first process of a container gets no signal that it has no handler for (pid_namespaces(7)); these have none for SIGTERM. */
function ignoresTerm({ command = [] }: Container): boolean {
  return /(^|\/)(sleep|tail|sh|bash|ash)$/.test(command[0] ?? '');
}

/** From a change of Services or EndpointSlices to the rules of a node: the watch, then a sync. Milliseconds. */
export function proxyMs(node: string): number {
  return 150 + spread(node, 350);
}

function spread(name: string, belowMs: number): number {
  return hash32(name) % belowMs;
}
