import { values } from '../fields/values.ts';
import type { FieldError, Json, JsonObject } from '../types.ts';
import { forbidden, invalid, notSupported } from '../validate/errors.ts';
import { checkNotNegative } from '../validate/numbers.ts';

/** How a workload replaces its Pods. */
export interface UpdateStrategy {
  readonly type?: string;
  readonly rollingUpdate?: JsonObject;
}

/** Pods are replaced a few at a time, unless it says otherwise. */
export function defaultStrategy(
  given: UpdateStrategy = {},
  rollingUpdate: JsonObject,
): UpdateStrategy {
  const { type = 'RollingUpdate' } = given;
  if (type !== 'RollingUpdate') return { ...given, type };
  return { ...given, type, rollingUpdate: { ...rollingUpdate, ...given.rollingUpdate } };
}

const types: readonly string[] = values['DeploymentStrategy.type'];

/** As ValidateDeploymentStrategy and the deadlines of ValidateDeploymentSpec in pkg/apis/apps/validation. */
export function checkDeployment(spec: {
  readonly strategy?: UpdateStrategy;
  readonly minReadySeconds?: number;
  readonly progressDeadlineSeconds?: number;
}): readonly FieldError[] {
  const { strategy = {}, minReadySeconds = 0, progressDeadlineSeconds } = spec;
  const errors = [
    ...checkStrategy(strategy),
    ...checkNotNegative(minReadySeconds, 'spec.minReadySeconds'),
  ];
  if (progressDeadlineSeconds !== undefined && progressDeadlineSeconds <= minReadySeconds)
    errors.push(
      invalid(
        'spec.progressDeadlineSeconds',
        progressDeadlineSeconds,
        'must be greater than minReadySeconds',
      ),
    );
  return errors;
}

function checkStrategy(strategy: UpdateStrategy): readonly FieldError[] {
  const { type = '', rollingUpdate } = strategy;
  if (!types.includes(type)) return [notSupported('spec.strategy', { ...strategy } as Json, types)];
  const path = 'spec.strategy.rollingUpdate';
  if (type === 'Recreate')
    return rollingUpdate
      ? [forbidden(path, "may not be specified when strategy `type` is 'Recreate'")]
      : [];
  const { maxUnavailable, maxSurge } = rollingUpdate ?? {};
  const stuck = isNone(maxUnavailable) && isNone(maxSurge);
  return [
    ...checkShare(maxUnavailable, `${path}.maxUnavailable`),
    ...checkShare(maxSurge, `${path}.maxSurge`),
    ...(stuck
      ? [invalid(`${path}.maxUnavailable`, maxUnavailable, 'may not be 0 when `maxSurge` is 0')]
      : []),
  ];
}

/** A number of Pods, or a part of them: `25%`. */
function checkShare(value: Json | undefined, path: string): readonly FieldError[] {
  if (typeof value === 'number') return checkNotNegative(value, path);
  if (typeof value !== 'string' || /^\d+%$/.test(value)) return [];
  const detail =
    "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')";
  return [invalid(path, value, detail)];
}

function isNone(value: Json | undefined): boolean {
  return value === 0 || value === '0%';
}
