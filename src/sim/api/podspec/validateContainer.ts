import { values } from '../fields/values.ts';
import type { Container, Probe } from '../kinds/types.ts';
import { fieldOf, itemOf } from '../../manifest/index.ts';
import { isObject, textOf } from '../schema.ts';
import type { FieldError, FieldPath, Json, JsonObject } from '../types.ts';
import { addAll, forbidden, invalid, notSupported, required } from '../validate/errors.ts';
import { checkNotNegative, checkPortOrName } from '../validate/numbers.ts';
import { compareQuantities, isNegative } from '../validate/quantity.ts';

// As validateContainerCommon and what it calls in pkg/apis/core/validation of Kubernetes 1.36.

const handlers = ['exec', 'httpGet', 'tcpSocket', 'grpc'];
const pullPolicies: readonly string[] = values['Container.imagePullPolicy'];
const messagePolicies: readonly string[] = values['Container.terminationMessagePolicy'];
const schemes: readonly string[] = values['HTTPGetAction.scheme'];
const counts = [
  'initialDelaySeconds',
  'timeoutSeconds',
  'periodSeconds',
  'successThreshold',
  'failureThreshold',
];

export function checkProbes(container: Container, path: FieldPath): readonly FieldError[] {
  return [
    ...checkProbe(container.livenessProbe, `${path}.livenessProbe`, true),
    ...checkProbe(container.readinessProbe, `${path}.readinessProbe`, false),
    ...checkProbe(container.startupProbe, `${path}.startupProbe`, true),
    ...Object.entries(container.lifecycle ?? {}).flatMap(([name, handler]) =>
      isObject(handler)
        ? checkHandler(handler, `${path}.lifecycle.${name}`, [...handlers, 'sleep'])
        : [],
    ),
  ];
}

/** `once`: a single success is all such a probe can ask for. */
function checkProbe(
  probe: Probe | undefined,
  path: FieldPath,
  once: boolean,
): readonly FieldError[] {
  if (!probe) return [];
  const errors = [...checkHandler(probe, path, handlers)];
  for (const field of counts)
    addAll(errors, checkNotNegative(Number(probe[field] ?? 0), `${path}.${field}`));
  const successes = probe['successThreshold'];
  if (once && successes !== undefined && successes !== 1)
    errors.push(invalid(`${path}.successThreshold`, successes, 'must be 1'));
  return errors;
}

function checkHandler(
  probe: JsonObject,
  path: FieldPath,
  known: readonly string[],
): readonly FieldError[] {
  const [first, ...more] = known.filter((handler) => isObject(probe[handler]));
  if (first === undefined) return [required(path, 'must specify a handler type')];
  return [
    ...checkAction(first, probe[first] as JsonObject, `${path}.${first}`),
    ...more.map((handler) =>
      forbidden(`${path}.${handler}`, 'may not specify more than 1 handler type'),
    ),
  ];
}

function checkAction(handler: string, action: JsonObject, path: FieldPath): readonly FieldError[] {
  const port = action['port'] as number | string | undefined;
  switch (handler) {
    case 'exec':
      return Array.isArray(action['command']) ? [] : [required(`${path}.command`)];
    case 'httpGet': {
      const scheme = textOf(action['scheme']);
      return [
        ...checkPortOrName(port ?? 0, `${path}.port`),
        ...(schemes.includes(scheme) ? [] : [notSupported(`${path}.scheme`, scheme, schemes)]),
      ];
    }
    case 'tcpSocket':
    case 'grpc':
      return checkPortOrName(port ?? 0, `${path}.port`);
    default:
      return [];
  }
}

export function checkEnvironment(container: Container, path: FieldPath): readonly FieldError[] {
  return (container.env ?? []).flatMap(({ name, value = '', valueFrom }, index) => {
    const at = itemOf(`${path}.env`, index);
    const errors: FieldError[] = [];
    if (name === '') errors.push(required(`${at}.name`));
    else if (/[^\x20-\x3c\x3e-\x7e]/.test(name))
      errors.push(invalid(`${at}.name`, name, nameWords));
    return valueFrom ? [...errors, ...checkValueFrom(valueFrom, value, `${at}.valueFrom`)] : errors;
  });
}

const nameWords =
  "a valid environment variable name must consist only of printable ASCII characters other than '='";

function checkValueFrom(source: JsonObject, value: string, path: FieldPath): readonly FieldError[] {
  const given = Object.values(source).filter((each) => isObject(each)).length;
  const errors: FieldError[] = [];
  for (const field of ['configMapKeyRef', 'secretKeyRef'])
    if (isObject(source[field]) && (source[field]['key'] ?? '') === '')
      errors.push(required(`${path}.${field}.key`));
  if (value !== '') {
    if (given > 0) errors.push(invalid(path, '', 'may not be specified when `value` is not empty'));
  } else if (given === 0)
    errors.push(
      invalid(
        path,
        '',
        'must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef` or `secretKeyRef`',
      ),
    );
  else if (given > 1)
    errors.push(invalid(path, '', 'may not have more than one field specified at a time'));
  return errors;
}

export function checkPolicies(container: Container, path: FieldPath): readonly FieldError[] {
  const { imagePullPolicy = '' } = container;
  const { terminationMessagePolicy = 'File' } = container as { terminationMessagePolicy?: string };
  return [
    ...(pullPolicies.includes(imagePullPolicy)
      ? []
      : [notSupported(`${path}.imagePullPolicy`, imagePullPolicy, pullPolicies)]),
    ...(messagePolicies.includes(terminationMessagePolicy)
      ? []
      : [
          notSupported(
            `${path}.terminationMessagePolicy`,
            terminationMessagePolicy,
            messagePolicies,
          ),
        ]),
  ];
}

/** Limits and requests: none below 0, and no request above its limit. */
export function checkResources(container: Container, path: FieldPath): readonly FieldError[] {
  const { limits, requests } = container.resources ?? {};
  const errors: FieldError[] = [];
  for (const [list, given] of Object.entries({ limits, requests }))
    for (const [name, amount] of entriesOf(given)) {
      const at = fieldOf(`${path}.resources.${list}`, name);
      if (isNegative(amount))
        errors.push(invalid(at, amount, 'must be greater than or equal to 0'));
      const limit = isObject(limits) ? limits[name] : undefined;
      if (
        list === 'requests' &&
        limit !== undefined &&
        compareQuantities(amount, textOf(limit)) > 0
      )
        errors.push(
          invalid(
            `${path}.resources.requests`,
            amount,
            `must be less than or equal to ${name} limit of ${textOf(limit)}`,
          ),
        );
    }
  return errors;
}

function entriesOf(value: Json | undefined): readonly (readonly [string, string])[] {
  return isObject(value)
    ? Object.entries(value).map(([name, amount]) => [name, textOf(amount)] as const)
    : [];
}
