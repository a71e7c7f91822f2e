import type { Field } from './field.ts';
import type { Mentions } from './mentions.ts';

/** Fields that name an object, and the kind they mean unless they say otherwise. */
const kindsMeant: Readonly<Record<string, string>> = {
  'backendRefs.name': 'Service',
  'certificateRefs.name': 'Secret',
  'ConfigMapEnvSource.name': 'ConfigMap',
  'ConfigMapKeySelector.name': 'ConfigMap',
  'ConfigMapVolumeSource.name': 'ConfigMap',
  'GatewaySpec.gatewayClassName': 'GatewayClass',
  'IngressServiceBackend.name': 'Service',
  'IngressSpec.ingressClassName': 'IngressClass',
  'IngressTLS.secretName': 'Secret',
  'ObjectMeta.namespace': 'Namespace',
  'parentRefs.name': 'Gateway',
  'PersistentVolumeClaimVolumeSource.claimName': 'PersistentVolumeClaim',
  'PodSpec.serviceAccountName': 'ServiceAccount',
  'PodSpec.subdomain': 'Service',
  'SecretEnvSource.name': 'Secret',
  'SecretKeySelector.name': 'Secret',
  'SecretVolumeSource.secretName': 'Secret',
  'StatefulSetSpec.serviceName': 'Service',
};

const selectors = ['ServiceSpec.selector', 'LabelSelector.matchLabels'];

/** What the text has that the value of a field may refer to; `key` is the last step to it. */
export function referencesFor(
  { names }: Field,
  key: string,
  mentions: Mentions,
): readonly string[] {
  if (isSelector(names)) return [...(mentions.labels.get(key) ?? [])];
  if (names.includes('ServicePort.targetPort')) return [...mentions.ports];
  const kind = names.map((name) => kindsMeant[name]).find((found) => found !== undefined);
  return kind === undefined ? [] : [...(mentions.objects.get(kind) ?? [])];
}

/** The keys of labels that the text has, for a field that selects by labels. */
export function labelKeysFor({ names }: Field, mentions: Mentions): readonly string[] {
  return isSelector(names) ? [...mentions.labels.keys()] : [];
}

function isSelector(names: readonly string[]): boolean {
  return names.some((name) => selectors.includes(name));
}
