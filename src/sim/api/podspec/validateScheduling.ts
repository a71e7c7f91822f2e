import { values } from '../fields/values.ts';
import type { PodSpec, Toleration } from '../kinds/types.ts';
import { itemOf } from '../../manifest/index.ts';
import type { FieldError, FieldPath } from '../types.ts';
import { addAll, invalid, notSupported, required } from '../validate/errors.ts';
import { checkSelector } from '../validate/labels.ts';
import { checkText, labelValue, qualifiedName } from '../validate/names.ts';

// As ValidateTolerations and validateTopologySpreadConstraints of pkg/apis/core/validation of Kubernetes 1.36.

const operators: readonly string[] = values['Toleration.operator'];
const effects: readonly string[] = values['Toleration.effect'];
const actions: readonly string[] = values['TopologySpreadConstraint.whenUnsatisfiable'];

export function checkScheduling(spec: PodSpec, path: FieldPath): readonly FieldError[] {
  return [
    ...(spec.tolerations ?? []).flatMap((each, index) =>
      checkToleration(each, itemOf(`${path}.tolerations`, index)),
    ),
    ...(spec.topologySpreadConstraints ?? []).flatMap((each, index) =>
      checkSpread(each, itemOf(`${path}.topologySpreadConstraints`, index)),
    ),
  ];
}

function checkToleration(given: Toleration, path: FieldPath): readonly FieldError[] {
  const { key = '', value = '', effect = '', tolerationSeconds } = given;
  const operator: string = given.operator ?? '';
  const errors: FieldError[] = key === '' ? [] : [...checkText(qualifiedName, key, `${path}.key`)];
  const at = `${path}.operator`;
  if (key === '' && operator !== 'Exists')
    errors.push(
      invalid(
        at,
        operator,
        'operator must be Exists when `key` is empty, which means "match all values and all keys"',
      ),
    );
  if (tolerationSeconds !== undefined && effect !== 'NoExecute')
    errors.push(
      invalid(
        `${path}.effect`,
        effect,
        "effect must be 'NoExecute' when `tolerationSeconds` is set",
      ),
    );
  if (operator === 'Exists') {
    if (value !== '')
      errors.push(invalid(at, value, "value must be empty when `operator` is 'Exists'"));
  } else if (operator === '' || operator === 'Equal') {
    const wrong = labelValue(value);
    if (wrong.length > 0) errors.push(invalid(at, value, wrong.join(';')));
  } else if (!operators.includes(operator) || operator === 'Lt' || operator === 'Gt')
    errors.push(
      notSupported(at, operator, operators.includes(operator) ? operators : ['Equal', 'Exists']),
    );
  if (effect !== '' && !effects.includes(effect))
    errors.push(notSupported(`${path}.effect`, effect, effects));
  return errors;
}

function checkSpread(
  given: NonNullable<PodSpec['topologySpreadConstraints']>[number],
  path: FieldPath,
): readonly FieldError[] {
  const { maxSkew, topologyKey, labelSelector } = given;
  const action: string = given.whenUnsatisfiable ?? '';
  const errors: FieldError[] = [];
  if (maxSkew <= 0) errors.push(invalid(`${path}.maxSkew`, maxSkew, 'must be greater than zero'));
  if (topologyKey === '') errors.push(required(`${path}.topologyKey`, 'can not be empty'));
  else addAll(errors, checkText(qualifiedName, topologyKey, `${path}.topologyKey`));
  if (action === '') errors.push(required(`${path}.whenUnsatisfiable`, 'can not be empty'));
  else if (!actions.includes(action))
    errors.push(notSupported(`${path}.whenUnsatisfiable`, action, actions));
  return labelSelector
    ? [...errors, ...checkSelector(labelSelector, `${path}.labelSelector`)]
    : errors;
}
