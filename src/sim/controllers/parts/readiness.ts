import { readyAnnotation, type Pod, type PodCondition, type PodSpec } from '../../api/index.ts';

/** Whether a Pod with these annotations and this spec gets ready once it runs. */
export function canBecomeReady(
  annotations: Readonly<Record<string, string>> | undefined,
  spec: PodSpec,
): boolean {
  return annotations?.[readyAnnotation] !== 'false' && (spec.readinessGates ?? []).length === 0;
}

/** The condition Ready of a running Pod: its containers, then its readiness gates. As pkg/kubelet/status/generate.go. */
export function readyCondition(pod: Pod): PodCondition {
  const containers = containersReadyCondition(pod);
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

export function containersReadyCondition(pod: Pod): PodCondition {
  if (pod.metadata.annotations?.[readyAnnotation] !== 'false')
    return { type: 'ContainersReady', status: 'True' };
  const names = pod.spec.containers.map(({ name }) => name).join(' ');
  const message = `containers with unready status: [${names}]`;
  return { type: 'ContainersReady', status: 'False', reason: 'ContainersNotReady', message };
}

function holds(pod: Pod, type: string): boolean {
  return (pod.status?.conditions ?? []).some(
    (condition) => condition.type === type && condition.status === 'True',
  );
}
