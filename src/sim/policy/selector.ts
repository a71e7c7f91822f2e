import { remember } from '../../base/remember.ts';
import {
  fieldOf,
  itemOf,
  matchesSelector,
  refTo,
  type FieldPath,
  type LabelSelector,
  type Obj,
  type Ref,
} from '../api/index.ts';
import { at } from './at.ts';
import type { Labels, Miss } from './types.ts';

/** Whose labels a selector is compared with. */
export interface Labelled {
  /** Its `metadata.labels`. */
  readonly ref: Ref;
  readonly labels: Labels;
}

export function labelled(object: Obj): Labelled {
  return { ref: refTo(object, 'metadata.labels'), labels: object.metadata.labels };
}

/** The first requirement of a selector that the labels do not meet, `undefined` when they meet all. */
export function selectorMiss(
  selector: LabelSelector,
  { ref, labels }: Labelled,
  where: Ref,
): Miss | undefined {
  const broken = requirementsOf(selector).find(({ alone }) => !matchesSelector(alone, labels));
  if (!broken) return undefined;
  const { key, path } = broken;
  const value = labels && Object.hasOwn(labels, key) ? labels[key] : undefined;
  return {
    why: 'label',
    at: at(where, path),
    of: { ...ref, path: fieldOf(ref.path, key) },
    ...(value !== undefined && { value }),
  };
}

interface Requirement {
  readonly key: string;
  readonly path: FieldPath;
  /** A selector that asks for this alone. */
  readonly alone: LabelSelector;
}

/** A selector's requirements one by one; it is asked about many Pods. */
const requirementsOf = remember(
  ({ matchLabels = {}, matchExpressions = [] }: LabelSelector): readonly Requirement[] => [
    ...Object.entries(matchLabels).map(([key, value]) => ({
      key,
      path: fieldOf('matchLabels', key),
      alone: { matchLabels: { [key]: value } },
    })),
    ...matchExpressions.map((expression, index) => ({
      key: expression.key,
      path: itemOf('matchExpressions', index),
      alone: { matchExpressions: [expression] },
    })),
  ],
);
