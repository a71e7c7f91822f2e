import type { LabelSelector } from '../kinds/types.ts';
import { fieldOf, itemOf } from '../../manifest/index.ts';
import type { FieldError, FieldPath } from '../types.ts';
import { forbidden, invalid, required, writtenAt } from './errors.ts';
import { labelValue, qualifiedName } from './names.ts';

/** The errors of a map of labels. The server names the map only; `written` is the label itself. */
export function checkLabels(
  labels: Readonly<Record<string, string>> | undefined,
  path: FieldPath,
): readonly FieldError[] {
  return Object.entries(labels ?? {}).flatMap(([key, value]) =>
    [
      ...qualifiedName(key).map((detail) => invalid(path, key, detail)),
      ...labelValue(value).map((detail) => invalid(path, value, detail)),
    ].map((error) => writtenAt(error, fieldOf(path, key))),
  );
}

export function checkAnnotations(
  annotations: Readonly<Record<string, string>> | undefined,
  path: FieldPath,
): readonly FieldError[] {
  return Object.keys(annotations ?? {}).flatMap((key) =>
    qualifiedName(key.toLowerCase()).map((detail) =>
      writtenAt(invalid(path, key, detail), fieldOf(path, key)),
    ),
  );
}

/** As apimachinery/pkg/apis/meta/v1/validation ValidateLabelSelector. */
export function checkSelector(selector: LabelSelector, path: FieldPath): readonly FieldError[] {
  const labels = checkLabels(selector.matchLabels, `${path}.matchLabels`);
  const expressions = (selector.matchExpressions ?? []).flatMap((expression, index) =>
    checkExpression(expression, itemOf(`${path}.matchExpressions`, index)),
  );
  return [...labels, ...expressions];
}

function checkExpression(
  expression: Partial<NonNullable<LabelSelector['matchExpressions']>[number]>,
  path: FieldPath,
): readonly FieldError[] {
  const { key = '', operator, values = [] } = expression;
  const errors: FieldError[] = [];
  if (operator === 'In' || operator === 'NotIn') {
    if (values.length === 0)
      errors.push(
        required(`${path}.values`, "must be specified when `operator` is 'In' or 'NotIn'"),
      );
  } else if (operator === 'Exists' || operator === 'DoesNotExist') {
    if (values.length > 0)
      errors.push(
        forbidden(
          `${path}.values`,
          "may not be specified when `operator` is 'Exists' or 'DoesNotExist'",
        ),
      );
  } else {
    errors.push(invalid(`${path}.operator`, operator ?? '', 'not a valid selector operator'));
  }
  errors.push(...qualifiedName(key).map((detail) => invalid(`${path}.key`, key, detail)));
  for (const [index, value] of values.entries())
    errors.push(
      ...labelValue(value).map((detail) => invalid(itemOf(`${path}.values`, index), value, detail)),
    );
  return errors;
}
