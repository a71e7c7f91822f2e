import { passiveKind } from '../passiveKind.ts';
import type { KindDefinition } from '../types.ts';

const registration = 'admissionregistration.k8s.io/v1';

/** As SetDefaults_MatchResources of pkg/apis/admissionregistration/v1. */
const matchEverything = { matchPolicy: 'Equivalent', namespaceSelector: {}, objectSelector: {} };

interface Constraints {
  readonly resourceRules?: readonly object[];
}

function scoped(given: Constraints | undefined): Constraints {
  return given?.resourceRules
    ? { ...given, resourceRules: given.resourceRules.map((rule) => ({ scope: '*', ...rule })) }
    : (given ?? {});
}

/** Kinds that a server knows and nothing here acts on, and that need nothing filled in. */
const passiveKinds: readonly KindDefinition[] = [
  passiveKind({ kind: 'LimitRange', apiVersion: 'v1', plural: 'limitranges', shortName: 'limits' }),
  passiveKind({
    kind: 'ResourceQuota',
    apiVersion: 'v1',
    plural: 'resourcequotas',
    shortName: 'quota',
  }),
  passiveKind({ kind: 'PodTemplate', apiVersion: 'v1', plural: 'podtemplates', generation: true }),
  passiveKind({ kind: 'ControllerRevision', apiVersion: 'apps/v1', plural: 'controllerrevisions' }),
  passiveKind({
    kind: 'PodDisruptionBudget',
    apiVersion: 'policy/v1',
    plural: 'poddisruptionbudgets',
    shortName: 'pdb',
    generation: true,
  }),
  passiveKind({
    kind: 'VolumeAttachment',
    apiVersion: 'storage.k8s.io/v1',
    plural: 'volumeattachments',
    scope: 'Cluster',
  }),
  passiveKind({
    kind: 'PriorityClass',
    apiVersion: 'scheduling.k8s.io/v1',
    plural: 'priorityclasses',
    shortName: 'pc',
    scope: 'Cluster',
    generation: true,
  }),
  passiveKind({
    kind: 'RuntimeClass',
    apiVersion: 'node.k8s.io/v1',
    plural: 'runtimeclasses',
    scope: 'Cluster',
  }),
  passiveKind({ kind: 'Lease', apiVersion: 'coordination.k8s.io/v1', plural: 'leases' }),
  passiveKind({
    kind: 'CustomResourceDefinition',
    apiVersion: 'apiextensions.k8s.io/v1',
    plural: 'customresourcedefinitions',
    shortName: 'crd',
    scope: 'Cluster',
    generation: true,
  }),
  passiveKind({
    kind: 'APIService',
    apiVersion: 'apiregistration.k8s.io/v1',
    plural: 'apiservices',
    scope: 'Cluster',
  }),
  passiveKind({
    kind: 'MutatingWebhookConfiguration',
    apiVersion: registration,
    plural: 'mutatingwebhookconfigurations',
    scope: 'Cluster',
    generation: true,
  }),
  passiveKind({
    kind: 'ValidatingWebhookConfiguration',
    apiVersion: registration,
    plural: 'validatingwebhookconfigurations',
    scope: 'Cluster',
    generation: true,
  }),
  passiveKind({
    kind: 'ValidatingAdmissionPolicy',
    apiVersion: registration,
    plural: 'validatingadmissionpolicies',
    scope: 'Cluster',
    generation: true,
    defaults: (object) => {
      const spec = (object.spec ?? {}) as { matchConstraints?: Constraints };
      const matchConstraints = { ...matchEverything, ...scoped(spec.matchConstraints) };
      return {
        ...object,
        spec: {
          failurePolicy: 'Fail',
          ...spec,
          ...(spec.matchConstraints && { matchConstraints }),
        },
      };
    },
  }),
  passiveKind({
    kind: 'ValidatingAdmissionPolicyBinding',
    apiVersion: registration,
    plural: 'validatingadmissionpolicybindings',
    scope: 'Cluster',
    generation: true,
    defaults: (object) => {
      const spec = (object.spec ?? {}) as { matchResources?: Constraints };
      const matchResources = { ...matchEverything, ...scoped(spec.matchResources) };
      return spec.matchResources ? { ...object, spec: { ...spec, matchResources } } : object;
    },
  }),
];

export default passiveKinds;
