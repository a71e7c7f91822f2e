import { textOf } from '../schema.ts';
import { hash32 } from '../../../base/random.ts';
import { generatedName } from '../generatedName.ts';
import type { Container, PodSpec, Toleration } from '../kinds/types.ts';
import type { JsonObject } from '../types.ts';

// What the admission plugins of Kubernetes 1.36 that are on by default fill into a Pod: plugin/pkg/admission.

const tokenPath = '/var/run/secrets/kubernetes.io/serviceaccount';
const tokenVolume = 'kube-api-access-';
/** An hour and seven seconds: how long a token lives, so that those of old clients can be told apart. */
const tokenSeconds = 3607;
const evictionSeconds = 300;

/** The priorities every cluster has a class for. */
const priorities: Readonly<Record<string, number>> = {
  'system-cluster-critical': 2_000_000_000,
  'system-node-critical': 2_000_001_000,
};

/** A Pod's spec with its service account and the token of it, its priority, and what it bears of a node that is lost. */
export function admitPodSpec(given: PodSpec): PodSpec {
  const account = given.serviceAccountName ?? 'default';
  const named = { ...given, serviceAccountName: account, serviceAccount: account };
  return {
    ...withToken(named),
    priority: given.priority ?? priorities[given.priorityClassName ?? ''] ?? 0,
    preemptionPolicy: given.preemptionPolicy ?? 'PreemptLowerPriority',
    tolerations: withEvictions(given.tolerations ?? []),
  };
}

/** As serviceaccount: every container that mounts nothing else there gets the token. */
function withToken(spec: PodSpec): PodSpec {
  if (spec.automountServiceAccountToken === false) return spec;
  const known = (spec.volumes ?? []).find(({ name }) => textOf(name).startsWith(tokenVolume));
  const name = known ? textOf(known['name']) : tokenVolume + suffixFor(spec);
  const mounted = (container: Container): Container => {
    const mounts = container.volumeMounts ?? [];
    return mounts.some(({ mountPath }) => mountPath === tokenPath)
      ? container
      : { ...container, volumeMounts: [...mounts, { name, readOnly: true, mountPath: tokenPath }] };
  };
  const containers = spec.containers.map(mounted);
  const initContainers = spec.initContainers?.map(mounted);
  const needed = [...containers, ...(initContainers ?? [])].some(({ volumeMounts = [] }) =>
    volumeMounts.some((mount) => mount['name'] === name),
  );
  return {
    ...spec,
    containers,
    ...(initContainers && { initContainers }),
    ...(needed && !known && { volumes: [...(spec.volumes ?? []), tokenVolumeNamed(name)] }),
  };
}

function suffixFor({ containers }: PodSpec): string {
  return generatedName(hash32(containers.map(({ name, image }) => `${name}=${image}`).join()));
}

function tokenVolumeNamed(name: string): JsonObject {
  return {
    name,
    projected: {
      sources: [
        { serviceAccountToken: { expirationSeconds: tokenSeconds, path: 'token' } },
        {
          configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] },
        },
        {
          downwardAPI: {
            items: [
              {
                path: 'namespace',
                fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' },
              },
            ],
          },
        },
      ],
      defaultMode: 0o644,
    },
  };
}

/** As defaulttolerationseconds. */
function withEvictions(tolerations: readonly Toleration[]): readonly Toleration[] {
  const missing = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'].filter(
    (key) =>
      !tolerations.some(
        (each) =>
          (each.key === key || each.key === undefined) &&
          (each.effect === undefined || each.effect === 'NoExecute'),
      ),
  );
  return [
    ...tolerations,
    ...missing.map((key): Toleration => ({
      key,
      operator: 'Exists',
      effect: 'NoExecute',
      tolerationSeconds: evictionSeconds,
    })),
  ];
}
