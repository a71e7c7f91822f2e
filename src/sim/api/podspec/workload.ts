import type { LabelSelector, PodTemplate } from '../kinds/types.ts';
import { countPods } from '../owned.ts';
import { isEmptySelector, matchesSelector } from '../select.ts';
import { compareText } from '../store.ts';
import type { FieldError, FieldWarning, Json, Obj, Store } from '../types.ts';
import { addAll, checkImmutable, invalid, notSupported, required } from '../validate/errors.ts';
import { checkSelector } from '../validate/labels.ts';
import { checkNotNegative } from '../validate/numbers.ts';
import { podStandIns } from './standIns.ts';
import { checkTemplate } from './validate.ts';
import { podWarnings } from './warnings.ts';

interface WorkloadSpec {
  readonly replicas?: number;
  readonly selector?: LabelSelector;
  readonly template: PodTemplate;
}

/** What every kind that makes Pods from a template says about itself. */
export const withTemplate = {
  standIns: podStandIns,
  warnings: ({ spec }: { readonly spec: WorkloadSpec }): readonly FieldWarning[] =>
    podWarnings(spec.template.spec, 'spec.template.spec'),
};

/** And those that keep a wanted number of them. */
export const withReplicas = {
  ...withTemplate,
  pods: ({ spec }: { readonly spec: { readonly replicas: number } }): number => spec.replicas,
};

/** The columns of kinds that count their Pods in full: how many are wanted, there and ready. */
export function countColumns(
  store: Store,
  object: Obj,
  desired: number,
): readonly (readonly [header: string, value: string])[] {
  const { current, ready } = countPods(store, object);
  return [
    ['DESIRED', String(desired)],
    ['CURRENT', String(current)],
    ['READY', String(ready)],
  ];
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
    addAll(errors, checkSelector(selector, 'spec.selector'));
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

/** A workload keeps the Pods it has: its selector may not change. */
export function checkSelectorUpdate(
  { spec }: { readonly spec: WorkloadSpec },
  former: { readonly spec: WorkloadSpec },
): readonly FieldError[] {
  return checkImmutable(
    (spec.selector ?? null) as Json,
    (former.spec.selector ?? null) as Json,
    'spec.selector',
  );
}
