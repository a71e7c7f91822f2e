import { values } from '../fields/values.ts';
import { structNamed } from '../fields/structs.ts';
import { checkMetadata } from '../metadata.ts';
import type { FieldError, KindDefinition, Obj } from '../types.ts';
import { forbidden, notSupported, required, tooLong, checkImmutable } from '../validate/errors.ts';
import { checkText, dnsLabel, dnsSubdomain, checkPrefixedPath } from '../validate/names.ts';
import { checkObjectReference, type ObjectReference } from '../validate/references.ts';

interface Parameters extends ObjectReference {
  readonly scope?: 'Cluster' | 'Namespace';
  readonly namespace?: string;
}

export interface IngressClassSpec {
  readonly controller?: string;
  readonly parameters?: Parameters;
}

export type IngressClass = Obj<IngressClassSpec> & { readonly spec: IngressClassSpec };

declare module '../types.ts' {
  interface Kinds {
    IngressClass: IngressClass;
  }
}

const controllerMax = 250;
const scopes: readonly string[] = values['IngressClassParametersReference.scope'];

// As validateIngressClassSpec of pkg/apis/networking/validation.
function checkSpec({ controller = '', parameters }: IngressClassSpec): readonly FieldError[] {
  return [
    ...(controller.length > controllerMax ? [tooLong('spec.controller', controllerMax)] : []),
    ...checkPrefixedPath(controller, 'spec.controller'),
    ...(parameters ? checkParameters(parameters) : []),
  ];
}

function checkParameters(parameters: Parameters): readonly FieldError[] {
  const path = 'spec.parameters';
  const { scope = '', namespace } = parameters;
  const errors = [...checkObjectReference(parameters, path)];
  if (!scopes.includes(scope)) return [...errors, notSupported(`${path}.scope`, scope, scopes)];
  if (scope === 'Cluster' && namespace !== undefined)
    errors.push(forbidden(`${path}.namespace`, "`parameters.scope` is set to 'Cluster'"));
  if (scope === 'Namespace')
    errors.push(
      ...(namespace === undefined
        ? [required(`${path}.namespace`, "`parameters.scope` is set to 'Namespace'")]
        : checkText(dnsLabel, namespace, `${path}.namespace`)),
    );
  return errors;
}

const ingressClass: KindDefinition<IngressClass> = {
  kind: 'IngressClass',
  apiVersion: 'networking.k8s.io/v1',
  plural: 'ingressclasses',
  shortNames: [],
  scope: 'Cluster',
  simulated: true,
  generation: true,
  example: {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: { name: 'nginx' },
    spec: { controller: 'k8s.io/ingress-nginx' },
  },
  schema: structNamed('IngressClass'),
  defaults: (object) => {
    const parameters = object.spec?.parameters;
    return parameters
      ? { ...object, spec: { ...object.spec, parameters: { scope: 'Cluster', ...parameters } } }
      : object;
  },
  validate: (object) => [...checkMetadata(object, dnsSubdomain), ...checkSpec(object.spec)],
  validateUpdate: ({ spec }, former) =>
    checkImmutable(spec.controller ?? '', former.spec.controller ?? '', 'spec.controller'),
  columns: ({ spec }) => [['CONTROLLER', spec.controller ?? '']],
};

export default ingressClass;
