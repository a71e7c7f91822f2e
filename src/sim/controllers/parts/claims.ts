import { compareQuantities } from '../../api/validate/quantity.ts';
import type { PersistentVolume, PersistentVolumeClaim, Pod, Store } from '../../api/index.ts';
import { isObject, textOf } from '../../api/schema.ts';

const defaultClass = 'storageclass.kubernetes.io/is-default-class';

/** Why a Pod has to wait for its storage, in the scheduler's words; `undefined` when it has all it asks for. */
export function waitsForStorage(pod: Pod, store: Store): string | undefined {
  const { namespace } = pod.metadata;
  for (const volume of pod.spec.volumes ?? []) {
    const source = volume['persistentVolumeClaim'];
    if (!isObject(source)) continue;
    const name = textOf(source['claimName']);
    const claim = store.get('PersistentVolumeClaim', namespace, name);
    if (!claim) return `persistentvolumeclaim "${name}" not found`;
    if (!isBound(claim, store)) return 'pod has unbound immediate PersistentVolumeClaims';
  }
  return undefined;
}

/** A claim is bound when it was read so, when a volume fits it, or when a storage class makes one. */
export function isBound(claim: PersistentVolumeClaim, store: Store): boolean {
  if (claim.status?.phase === 'Bound') return true;
  const { storageClassName } = claim.spec ?? {};
  const classes = store.list('StorageClass');
  const made = classes.some(({ metadata, provisioner }) => {
    if (provisioner === 'kubernetes.io/no-provisioner') return false;
    return storageClassName === undefined
      ? metadata.annotations?.[defaultClass] === 'true'
      : metadata.name === storageClassName;
  });
  return made || store.list('PersistentVolume').some((volume) => fits(volume, claim));
}

/** As FindMatchingVolume of k8s.io/component-helpers/storage/volume, each claim by itself. */
function fits(
  { metadata, spec }: PersistentVolume,
  { metadata: of, spec: asked }: PersistentVolumeClaim,
): boolean {
  const { storageClassName = '', accessModes = [], capacity, claimRef } = spec ?? {};
  if (claimRef)
    return claimRef.name === of.name && (claimRef.namespace ?? of.namespace) === of.namespace;
  if (asked?.volumeName !== undefined) return asked.volumeName === metadata.name;
  if (storageClassName !== (asked?.storageClassName ?? '')) return false;
  if (!(asked?.accessModes ?? []).every((mode) => accessModes.includes(mode))) return false;
  const labels = asked?.selector?.matchLabels ?? {};
  if (Object.entries(labels).some(([key, value]) => metadata.labels?.[key] !== value)) return false;
  const requests = asked?.resources?.['requests'];
  const wanted = isObject(requests) ? textOf(requests['storage']) : '0';
  return compareQuantities(capacity?.['storage'] ?? '0', wanted) >= 0;
}
