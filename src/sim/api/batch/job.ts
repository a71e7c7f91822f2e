import type { JobSpec } from '../kinds/job.ts';
import { defaultTemplate } from '../podspec/defaults.ts';
import { checkTemplate } from '../podspec/validate.ts';
import type { FieldError, FieldPath, Json } from '../types.ts';
import { checkImmutable, notSupported, required } from '../validate/errors.ts';
import { checkNotNegative } from '../validate/numbers.ts';

// As pkg/apis/batch/v1 and pkg/apis/batch/validation of Kubernetes 1.36.

const restartPolicies = ['OnFailure', 'Never'];

export function defaultJobSpec(given: Partial<JobSpec> = {}): JobSpec {
  const alone = given.completions === undefined && given.parallelism === undefined;
  return {
    ...(alone && { completions: 1 }),
    parallelism: 1,
    backoffLimit: 'backoffLimitPerIndex' in given ? 2 ** 31 - 1 : 6,
    completionMode: 'NonIndexed',
    suspend: false,
    manualSelector: false,
    ...given,
    podReplacementPolicy: 'podFailurePolicy' in given ? 'Failed' : 'TerminatingOrFailed',
    template: defaultTemplate(given.template),
  } as JobSpec;
}

export function checkJobSpec(spec: JobSpec, path: FieldPath): readonly FieldError[] {
  const at = `${path}.template`;
  return [
    ...checkNotNegative(spec.parallelism ?? 0, `${path}.parallelism`),
    ...checkNotNegative(spec.completions ?? 0, `${path}.completions`),
    ...checkNotNegative(spec.backoffLimit ?? 0, `${path}.backoffLimit`),
    ...checkTemplate(spec.template, at),
    ...checkRestarts(spec.template.spec.restartPolicy, `${at}.spec.restartPolicy`),
  ];
}

/** `Always` may be there only because nobody said anything. */
function checkRestarts(policy: string | undefined, path: FieldPath): readonly FieldError[] {
  if (policy === 'Always') return [required(path, 'valid values: "OnFailure", "Never"')];
  return policy !== undefined && restartPolicies.includes(policy)
    ? []
    : [notSupported(path, policy ?? '', restartPolicies)];
}

export function checkJobUpdate(spec: JobSpec, former: JobSpec): readonly FieldError[] {
  return (['completions', 'selector', 'template', 'completionMode'] as const).flatMap((field) =>
    checkImmutable(
      (spec[field] ?? null) as unknown as Json,
      (former[field] ?? null) as unknown as Json,
      `spec.${field}`,
    ),
  );
}
