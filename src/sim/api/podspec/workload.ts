import type { LabelSelector, PodTemplate } from '../kinds/types.ts';
import { isEmptySelector, matchesSelector } from '../select.ts';
import { compareText } from '../store.ts';
import type { FieldError, Json } from '../types.ts';
import { invalid, notSupported, required } from '../validate/errors.ts';
import { checkSelector } from '../validate/labels.ts';
import { checkNotNegative } from '../validate/numbers.ts';
import { checkTemplate } from './validate.ts';

interface WorkloadSpec {
  readonly replicas?: number;
  readonly selector?: LabelSelector;
  readonly template: PodTemplate;
}

/** What the workload kinds of apps/v1 check alike: pkg/apis/apps/validation. `word` is what the server calls the kind here. */
export function checkWorkload(spec: WorkloadSpec, word: string): readonly FieldError[] {
  return [
    ...checkNotNegative(spec.replicas ?? 0, 'spec.replicas'),
    ...checkSelected(spec, word),
    ...checkPods(spec.template),
  ];
}

function checkSelected({ selector, template }: WorkloadSpec, word: string): readonly FieldError[] {
  const errors: FieldError[] = [];
  if (!selector) errors.push(required('spec.selector'));
  else {
    errors.push(...checkSelector(selector, 'spec.selector'));
    if (isEmptySelector(selector))
      return [
        ...errors,
        invalid('spec.selector', selector as Json, `empty selector is invalid for ${word}`),
      ];
  }
  const labels = template.metadata?.labels;
  if (!matchesSelector(selector, labels))
    errors.push(
      invalid(
        'spec.template.metadata.labels',
        labels && sorted(labels),
        '`selector` does not match template `labels`',
      ),
    );
  return errors;
}

function checkPods(template: PodTemplate): readonly FieldError[] {
  const errors = checkTemplate(template, 'spec.template');
  const restart = template.spec.restartPolicy;
  if (
    restart === 'Always' ||
    errors.some(({ path }) => path === 'spec.template.spec.restartPolicy')
  )
    return errors;
  return [...errors, notSupported('spec.template.spec.restartPolicy', restart ?? '', ['Always'])];
}

/** Go prints maps in order of their keys. */
function sorted(labels: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(labels).sort(([left], [right]) => compareText(left, right)),
  );
}
