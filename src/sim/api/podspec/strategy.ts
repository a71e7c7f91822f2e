import type { JsonObject } from '../types.ts';

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
