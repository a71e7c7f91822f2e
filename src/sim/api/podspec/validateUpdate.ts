import type { Container, Pod, PodSpec } from '../kinds/types.ts';
import { itemOf } from '../../manifest/index.ts';
import type { FieldError, Json } from '../types.ts';
import { forbidden, invalid, isSame, required } from '../validate/errors.ts';

// As ValidatePodUpdate of pkg/apis/core/validation of Kubernetes 1.36.

const changeable =
  '`spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,' +
  '`spec.tolerations` (only additions to existing tolerations),' +
  '`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)';

export function checkPodUpdate({ spec }: Pod, former: Pod): readonly FieldError[] {
  for (const field of ['containers', 'initContainers'] as const) {
    const errors = checkContainers(spec[field], former.spec[field], `spec.${field}`);
    if (errors.some(({ reason }) => reason === 'Forbidden')) return errors;
    if (errors.length > 0) return errors;
  }
  const errors = [...checkTolerations(spec, former.spec)];
  if (!isSame(fixedPart(spec, former.spec), fixedPart(former.spec, former.spec)))
    errors.push(forbidden('spec', `pod updates may not change fields other than ${changeable}`));
  return errors;
}

function checkContainers(
  containers: readonly Container[] = [],
  former: readonly Container[] = [],
  path: string,
): readonly FieldError[] {
  if (containers.length !== former.length)
    return [forbidden(path, 'pod updates may not add or remove containers')];
  return containers.flatMap(({ image = '' }, index) => {
    const at = `${itemOf(path, index)}.image`;
    if (image === '') return [required(at)];
    return image === image.trim()
      ? []
      : [invalid(at, image, 'must not have leading or trailing whitespace')];
  });
}

function checkTolerations(spec: PodSpec, former: PodSpec): readonly FieldError[] {
  const now = (spec.tolerations ?? []) as readonly Json[];
  const before = (former.tolerations ?? []) as readonly Json[];
  if (before.every((each) => now.some((other) => isSame(each, other)))) return [];
  return [
    forbidden(
      'spec.tolerations',
      'existing toleration can not be modified except its tolerationSeconds',
    ),
  ];
}

/** All that may not change, so that what may is the same in both. */
function fixedPart(spec: PodSpec, former: PodSpec): Json {
  const withImages = (
    given: readonly Container[] = [],
    old: readonly Container[] = [],
  ): readonly Container[] =>
    given.map((container, index) => ({ ...container, image: old[index]?.image ?? '' }));
  const { activeDeadlineSeconds: _deadline, ...rest } = spec as PodSpec & {
    readonly activeDeadlineSeconds?: number;
  };
  return {
    ...rest,
    containers: withImages(spec.containers, former.containers),
    initContainers: withImages(spec.initContainers, former.initContainers),
    tolerations: [],
  } as unknown as Json;
}
