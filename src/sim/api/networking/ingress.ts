import { values } from '../fields/values.ts';
import { readIp } from '../../net/address.ts';
import { fieldOf, itemOf } from '../../manifest/index.ts';
import type { Ingress, IngressBackend, IngressPath, IngressSpec } from '../kinds/ingress.ts';
import type { FieldError, FieldPath } from '../types.ts';
import { addAll, invalid, notSupported, required } from '../validate/errors.ts';
import {
  checkText,
  dnsLabel,
  dnsSubdomain,
  portName,
  wildcardSubdomain,
} from '../validate/names.ts';
import { checkPort } from '../validate/numbers.ts';
import { checkObjectReference } from '../validate/references.ts';

// As ValidateIngressCreate and what it calls in pkg/apis/networking/validation of Kubernetes 1.36.

const pathTypes: readonly string[] = values['HTTPIngressPath.pathType'];
const badSequences = ['//', '/./', '/../', '%2f', '%2F'];
const badEndings = ['/..', '/.'];
/** Before there were classes, it named the controller. */
export const classAnnotation = 'kubernetes.io/ingress.class';

export function checkIngress(object: Ingress): readonly FieldError[] {
  return [...checkSpec(object.spec), ...checkClassAnnotation(object)];
}

function checkSpec(spec: IngressSpec): readonly FieldError[] {
  const { rules = [], tls = [], defaultBackend, ingressClassName } = spec;
  const errors: FieldError[] = [];
  if (rules.length === 0 && !defaultBackend)
    errors.push(invalid('spec', null, 'either `defaultBackend` or `rules` must be specified'));
  if (defaultBackend) addAll(errors, checkBackend(defaultBackend, 'spec.defaultBackend'));
  for (const [index, { host = '', http }] of rules.entries()) {
    const path = itemOf('spec.rules', index);
    if (host !== '') addAll(errors, checkHost(host, `${path}.host`));
    if (http) addAll(errors, checkPaths(http.paths ?? [], `${path}.http.paths`));
  }
  for (const [index, { hosts = [], secretName = '' }] of tls.entries()) {
    const path = itemOf('spec.tls', index);
    for (const [hostIndex, host] of hosts.entries())
      addAll(errors, checkName(host, itemOf(`${path}.hosts`, hostIndex)));
    if (secretName !== '')
      addAll(errors, checkText(dnsSubdomain, secretName, `${path}.secretName`));
  }
  if (ingressClassName !== undefined)
    addAll(errors, checkText(dnsSubdomain, ingressClassName, 'spec.ingressClassName'));
  return errors;
}

/** Only on creation: an Ingress that has both already may keep them. */
function checkClassAnnotation({ metadata, spec }: Ingress): readonly FieldError[] {
  const annotation = metadata.annotations?.[classAnnotation];
  const { ingressClassName } = spec;
  if (annotation === undefined || ingressClassName === undefined || annotation === ingressClassName)
    return [];
  return [
    {
      ...invalid(
        `annotations.${classAnnotation}`,
        annotation,
        'must match `ingressClassName` when both are specified',
      ),
      written: fieldOf('metadata.annotations', classAnnotation),
    },
  ];
}

function checkHost(host: string, path: FieldPath): readonly FieldError[] {
  const address =
    readIp(host) === undefined
      ? []
      : [invalid(path, host, 'must be a DNS name, not an IP address')];
  return [...address, ...checkName(host, path)];
}

function checkName(host: string, path: FieldPath): readonly FieldError[] {
  return checkText(host.includes('*') ? wildcardSubdomain : dnsSubdomain, host, path);
}

function checkPaths(paths: readonly IngressPath[], at: FieldPath): readonly FieldError[] {
  if (paths.length === 0) return [required(at)];
  return paths.flatMap((path, index) => checkPath(path, itemOf(at, index)));
}

function checkPath(
  { path = '', pathType, backend }: IngressPath,
  at: FieldPath,
): readonly FieldError[] {
  if (pathType === undefined) return [required(`${at}.pathType`, 'pathType must be specified')];
  return [...checkPathText(path, pathType, at), ...checkBackend(backend ?? {}, `${at}.backend`)];
}

function checkPathText(path: string, pathType: string, at: FieldPath): readonly FieldError[] {
  if (!pathTypes.includes(pathType)) return [notSupported(`${at}.pathType`, pathType, pathTypes)];
  const anyPath = pathType === 'ImplementationSpecific';
  const details = [
    ...(path.startsWith('/') || (anyPath && path === '') ? [] : ['must be an absolute path']),
    ...(anyPath
      ? []
      : badSequences
          .filter((each) => path.includes(each))
          .map((each) => `must not contain '${each}'`)),
    ...(anyPath
      ? []
      : badEndings
          .filter((each) => path.endsWith(each))
          .map((each) => `cannot end with '${each}'`)),
  ];
  return details.map((detail) => invalid(`${at}.path`, path, detail));
}

function checkBackend({ service, resource }: IngressBackend, at: FieldPath): readonly FieldError[] {
  if (resource && service)
    return [invalid(at, '', 'cannot set both resource and service backends')];
  if (resource) return checkObjectReference(resource, `${at}.resource`);
  if (!service) return [invalid(at, '', 'resource or service backend is required')];
  const name = service.name ?? '';
  const errors =
    name === ''
      ? [required(`${at}.service.name`)]
      : [...checkText(dnsLabel, name, `${at}.service.name`)];
  const { name: port = '', number = 0 } = service.port ?? {};
  if (port !== '' && number !== 0)
    errors.push(invalid(at, '', 'cannot set both port name & port number'));
  else if (port !== '') addAll(errors, checkText(portName, port, `${at}.service.port.name`));
  else if (number !== 0) addAll(errors, checkPort(number, `${at}.service.port.number`));
  else errors.push(required(at, 'port name or number is required'));
  return errors;
}
