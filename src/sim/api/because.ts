import { managedByLabel, serviceNameLabel } from './kinds/endpointslice.ts';
import { fieldOf, itemOf } from '../manifest/index.ts';
import type { EndpointSlice, Pod, Service } from './kinds/types.ts';
import { findNamedPort } from './pods.ts';
import type { FieldPath, Obj, Ref, Store } from './types.ts';

/** A reference to a field of an object; without a path, to the object. */
export function refTo(object: Obj, path: FieldPath = ''): Ref {
  const { namespace, name } = object.metadata;
  return { kind: object.kind, namespace, name, path };
}

/**
 * Why an endpoint belongs to a Service: the labels the Service selects by and the Pod's labels that match them; for a slice
 * written by hand, its label and the address in it. When the Pod is not ready, what makes it so.
 */
export function endpointCauses(
  store: Store,
  service: Service,
  slice: EndpointSlice,
  endpointIndex: number,
): readonly Ref[] {
  const endpoint = slice.endpoints[endpointIndex];
  const target = endpoint?.targetRef;
  const pod =
    target?.kind === 'Pod'
      ? store.get('Pod', target.namespace ?? slice.metadata.namespace, target.name)
      : undefined;
  const selector = service.spec.selector;
  if (!selector || !pod || slice.metadata.labels?.[managedByLabel] === undefined)
    return writtenCauses(slice, endpointIndex);
  const labels = Object.keys(selector);
  const causes = [
    ...labels.map((label) => refTo(service, fieldOf('spec.selector', label))),
    ...labels.map((label) => refTo(pod, fieldOf('metadata.labels', label))),
  ];
  return endpoint?.conditions?.ready === false ? [...causes, ...notReadyCauses(pod)] : causes;
}

function writtenCauses(slice: EndpointSlice, index: number): readonly Ref[] {
  return [
    refTo(slice, fieldOf('metadata.labels', serviceNameLabel)),
    refTo(slice, `${itemOf('endpoints', index)}.addresses`),
  ];
}

/** The annotation by which a learner makes a Pod fail its readiness probe. */
export const readyAnnotation = 'podpath.dev/ready';

/** Why a Pod is not ready, as far as it is written. */
export function notReadyCauses(pod: Pod): readonly Ref[] {
  if (pod.metadata.annotations?.[readyAnnotation] === 'false')
    return [refTo(pod, fieldOf('metadata.annotations', readyAnnotation))];
  if ((pod.spec.readinessGates ?? []).length > 0) return [refTo(pod, 'spec.readinessGates')];
  return [refTo(pod, 'status.conditions')];
}

/** Why port number `portIndex` of a Service leads to the port it does on `pod`: its targetPort, and the container port of that name. */
export function portCauses(service: Service, portIndex: number, pod?: Pod): readonly Ref[] {
  const port = service.spec.ports?.[portIndex];
  if (!port) return [refTo(service, 'spec.ports')];
  const causes = [refTo(service, `${itemOf('spec.ports', portIndex)}.targetPort`)];
  if (typeof port.targetPort !== 'string' || !pod) return causes;
  return [
    ...causes,
    refTo(pod, findNamedPort(pod, port.targetPort, port.protocol)?.path ?? 'spec.containers'),
  ];
}
