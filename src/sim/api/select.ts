import type { LabelSelector } from './kinds/types.ts';

type Labels = Readonly<Record<string, string>> | undefined;

/** Whether `labels` carry every pair of `selector`. An empty selector matches everything. */
export function matchesLabels(selector: Readonly<Record<string, string>>, labels: Labels): boolean {
  for (const key of Object.keys(selector))
    if (ownLabel(labels, key) !== selector[key]) return false;
  return true;
}

/** Whether `labels` satisfy a label selector. An empty one matches everything, a missing one nothing. */
export function matchesSelector(selector: LabelSelector | undefined, labels: Labels): boolean {
  if (!selector) return false;
  if (!matchesLabels(selector.matchLabels ?? {}, labels)) return false;
  return (selector.matchExpressions ?? []).every(({ key, operator, values }) => {
    const value = ownLabel(labels, key);
    switch (operator) {
      case 'In':
        return value !== undefined && (values ?? []).includes(value);
      // Objects without the label match: apimachinery/pkg/labels/selector.go.
      case 'NotIn':
        return value === undefined || !(values ?? []).includes(value);
      case 'Exists':
        return value !== undefined;
      case 'DoesNotExist':
        return value === undefined;
      default:
        return false;
    }
  });
}

/** Whether a selector asks for nothing at all. */
export function isEmptySelector(selector: LabelSelector): boolean {
  return (
    Object.keys(selector.matchLabels ?? {}).length === 0 &&
    (selector.matchExpressions ?? []).length === 0
  );
}

function ownLabel(labels: Labels, key: string): string | undefined {
  return labels !== undefined && Object.hasOwn(labels, key) ? labels[key] : undefined;
}
