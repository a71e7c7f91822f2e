import {
  readyAnnotation,
  type ContainerStatus,
  type Pod,
  type PodCondition,
  type PodSpec,
} from '../../api/index.ts';
import type { ReportedTrouble, Trouble } from '../../process/index.ts';

/** Whether a Pod with these annotations and this spec gets ready once it runs. */
export function canBecomeReady(
  annotations: Readonly<Record<string, string>> | undefined,
  spec: PodSpec,
): boolean {
  return annotations?.[readyAnnotation] !== 'false' && (spec.readinessGates ?? []).length === 0;
}

/** The condition Ready of a running Pod: its containers, then its readiness gates. As pkg/kubelet/status/generate.go. */
export function readyCondition(pod: Pod, troubles: readonly Trouble[]): PodCondition {
  const containers = containersReadyCondition(pod, troubles);
  if (containers.status === 'False') return { ...containers, type: 'Ready' };
  const missing = (pod.spec.readinessGates ?? []).filter(
    ({ conditionType }) => !holds(pod, conditionType),
  );
  if (missing.length === 0) return { type: 'Ready', status: 'True' };
  const message = missing
    .map(
      ({ conditionType }) =>
        `corresponding condition of pod readiness gate "${conditionType}" does not exist.`,
    )
    .join(', ');
  return { type: 'Ready', status: 'False', reason: 'ReadinessGatesNotReady', message };
}

export function containersReadyCondition(pod: Pod, troubles: readonly Trouble[]): PodCondition {
  const isSaid = pod.metadata.annotations?.[readyAnnotation] === 'false';
  const unready = isSaid
    ? pod.spec.containers.map(({ name }) => name)
    : troubles.map(({ container }) => container);
  if (unready.length === 0) return { type: 'ContainersReady', status: 'True' };
  const names = unready.join(' ');
  const message = `containers with unready status: [${names}]`;
  return { type: 'ContainersReady', status: 'False', reason: 'ContainersNotReady', message };
}

/** What the kubelet reports of each container; nothing while all of them serve. */
export function containerStatuses(
  { spec }: Pod,
  troubles: readonly ReportedTrouble[],
): readonly ContainerStatus[] {
  if (troubles.length === 0) return [];
  return spec.containers.map(({ name }) => {
    const trouble = troubles.find(({ container }) => container === name);
    return trouble?.status ?? { name, ready: true, restartCount: 0, state: { running: {} } };
  });
}

function holds(pod: Pod, type: string): boolean {
  return (pod.status?.conditions ?? []).some(
    (condition) => condition.type === type && condition.status === 'True',
  );
}
