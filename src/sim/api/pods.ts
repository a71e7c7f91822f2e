import type { ContainerPort, Pod } from './kinds/types.ts';
import { itemOf } from '../manifest/index.ts';
import type { FieldPath } from './types.ts';

/** Whether the Pod's condition `type` is True. */
export function hasCondition(pod: Pod, type: string): boolean {
  return (pod.status?.conditions ?? []).some(
    (condition) => condition.type === type && condition.status === 'True',
  );
}

/** Whether a Pod may get traffic. */
export function isReady(pod: Pod): boolean {
  return hasCondition(pod, 'Ready');
}

/** Whether a Pod has come to its end and will never run again. */
export function isOver(pod: Pod): boolean {
  return pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed';
}

/** Whether somebody asked for the Pod's deletion. */
export function isTerminating(pod: Pod): boolean {
  return pod.metadata.deletionTimestamp !== undefined;
}

/** Where a Pod declares a port. */
export interface NamedPort {
  readonly port: ContainerPort;
  readonly path: FieldPath;
}

/** The port of this name and protocol, of a container or a sidecar: FindPort of k8s.io/endpointslice. */
export function findNamedPort(pod: Pod, name: string, protocol: string): NamedPort | undefined {
  for (const field of ['containers', 'initContainers'] as const)
    for (const [index, { ports = [], restartPolicy }] of (pod.spec[field] ?? []).entries()) {
      if (field === 'initContainers' && restartPolicy !== 'Always') continue;
      const found = ports.findIndex((port) => port.name === name && port.protocol === protocol);
      const port = ports[found];
      if (port) return { port, path: itemOf(`${itemOf(`spec.${field}`, index)}.ports`, found) };
    }
  return undefined;
}
