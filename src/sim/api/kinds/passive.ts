import { checkMetadata, objectSchema } from '../metadata.ts'
import type { KindDefinition } from '../types.ts'
import { dnsSubdomain, pathSegment, type Check } from '../validate/names.ts'

/** Kinds that a server knows and nothing here acts on: they are accepted as they come, so that whole manifests can be read. */
const rows: readonly (readonly [
  kind: string,
  apiVersion: string,
  plural: string,
  shortNames: string,
  scope?: 'Cluster' | 'Namespaced',
  name?: Check,
])[] = [
  ['ConfigMap', 'v1', 'configmaps', 'cm'],
  ['Secret', 'v1', 'secrets', ''],
  ['ServiceAccount', 'v1', 'serviceaccounts', 'sa'],
  ['PersistentVolume', 'v1', 'persistentvolumes', 'pv', 'Cluster'],
  ['PersistentVolumeClaim', 'v1', 'persistentvolumeclaims', 'pvc'],
  ['LimitRange', 'v1', 'limitranges', 'limits'],
  ['ResourceQuota', 'v1', 'resourcequotas', 'quota'],
  ['PodTemplate', 'v1', 'podtemplates', ''],
  ['Event', 'v1', 'events', 'ev'],
  ['ControllerRevision', 'apps/v1', 'controllerrevisions', ''],
  ['Job', 'batch/v1', 'jobs', ''],
  ['CronJob', 'batch/v1', 'cronjobs', 'cj'],
  ['HorizontalPodAutoscaler', 'autoscaling/v2', 'horizontalpodautoscalers', 'hpa'],
  ['HorizontalPodAutoscaler', 'autoscaling/v1', 'horizontalpodautoscalers', 'hpa'],
  ['PodDisruptionBudget', 'policy/v1', 'poddisruptionbudgets', 'pdb'],
  ['Ingress', 'networking.k8s.io/v1', 'ingresses', 'ing'],
  ['IngressClass', 'networking.k8s.io/v1', 'ingressclasses', '', 'Cluster'],
  ['NetworkPolicy', 'networking.k8s.io/v1', 'networkpolicies', 'netpol'],
  ['IPAddress', 'networking.k8s.io/v1', 'ipaddresses', 'ip', 'Cluster'],
  ['ServiceCIDR', 'networking.k8s.io/v1', 'servicecidrs', '', 'Cluster'],
  ['Role', 'rbac.authorization.k8s.io/v1', 'roles', '', 'Namespaced', pathSegment],
  ['RoleBinding', 'rbac.authorization.k8s.io/v1', 'rolebindings', '', 'Namespaced', pathSegment],
  ['ClusterRole', 'rbac.authorization.k8s.io/v1', 'clusterroles', '', 'Cluster', pathSegment],
  ['ClusterRoleBinding', 'rbac.authorization.k8s.io/v1', 'clusterrolebindings', '', 'Cluster', pathSegment],
  ['StorageClass', 'storage.k8s.io/v1', 'storageclasses', 'sc', 'Cluster'],
  ['CSIDriver', 'storage.k8s.io/v1', 'csidrivers', '', 'Cluster'],
  ['VolumeAttachment', 'storage.k8s.io/v1', 'volumeattachments', '', 'Cluster'],
  ['PriorityClass', 'scheduling.k8s.io/v1', 'priorityclasses', 'pc', 'Cluster'],
  ['RuntimeClass', 'node.k8s.io/v1', 'runtimeclasses', '', 'Cluster'],
  ['Lease', 'coordination.k8s.io/v1', 'leases', ''],
  ['CustomResourceDefinition', 'apiextensions.k8s.io/v1', 'customresourcedefinitions', 'crd', 'Cluster'],
  ['APIService', 'apiregistration.k8s.io/v1', 'apiservices', '', 'Cluster', pathSegment],
  ['MutatingWebhookConfiguration', 'admissionregistration.k8s.io/v1', 'mutatingwebhookconfigurations', '', 'Cluster'],
  ['ValidatingWebhookConfiguration', 'admissionregistration.k8s.io/v1', 'validatingwebhookconfigurations', '', 'Cluster'],
  ['ValidatingAdmissionPolicy', 'admissionregistration.k8s.io/v1', 'validatingadmissionpolicies', '', 'Cluster'],
  ['ValidatingAdmissionPolicyBinding', 'admissionregistration.k8s.io/v1', 'validatingadmissionpolicybindings', '', 'Cluster'],
]

const passive: readonly KindDefinition[] = rows.map(([kind, apiVersion, plural, shortNames, scope, name]) => ({
  kind,
  apiVersion,
  plural,
  shortNames: shortNames === '' ? [] : [shortNames],
  scope: scope ?? 'Namespaced',
  simulated: false,
  example: { apiVersion, kind, metadata: { name: 'example' } },
  schema: objectSchema(`v1.${kind}`),
  defaults: (object) => object,
  validate: (object) => checkMetadata(object, name ?? dnsSubdomain),
  columns: () => [],
}))

export default passive
