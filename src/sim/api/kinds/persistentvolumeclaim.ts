import { values } from '../fields/values.ts';
import { passiveKind } from '../passiveKind.ts';
import type { LabelSelector } from './types.ts';
import { isObject } from '../schema.ts';
import type { FieldError, JsonObject, KindDefinition, Obj } from '../types.ts';
import { notSupported, required } from '../validate/errors.ts';

export interface ClaimSpec {
  readonly volumeName?: string;
  readonly storageClassName?: string;
  readonly accessModes?: readonly string[];
  readonly resources?: JsonObject;
  readonly volumeMode?: string;
  readonly selector?: LabelSelector;
}

export type PersistentVolumeClaim = Obj<ClaimSpec, { readonly phase?: string }>;

/** A claim inside another object: it may lack what tells kinds apart. */
export type Claim = Partial<PersistentVolumeClaim> & { readonly spec?: ClaimSpec };

declare module '../types.ts' {
  interface Kinds {
    PersistentVolumeClaim: PersistentVolumeClaim;
  }
}

/** As a StatefulSet holds it: written out in full, with the state of a new one. */
export function defaultClaim(given: Claim): Claim {
  return {
    ...given,
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    spec: { volumeMode: 'Filesystem', ...given.spec },
    status: { phase: 'Pending', ...given.status },
  };
}

const accessModes: readonly string[] = values['PersistentVolumeClaimSpec.accessModes'];

// As ValidatePersistentVolumeClaimSpec of pkg/apis/core/validation.
function checkClaim(spec: ClaimSpec): readonly FieldError[] {
  const modes = spec.accessModes ?? [];
  const path = 'spec.accessModes';
  const requests = spec.resources?.['requests'];
  return [
    ...(modes.length === 0 ? [required(path, 'at least 1 access mode is required')] : []),
    ...modes.flatMap((mode) =>
      accessModes.includes(mode) ? [] : [notSupported(path, mode, accessModes)],
    ),
    ...(isObject(requests) && 'storage' in requests ? [] : [required('spec.resources[storage]')]),
  ];
}

const protection = 'kubernetes.io/pvc-protection';

const persistentVolumeClaim: KindDefinition<PersistentVolumeClaim> = passiveKind({
  kind: 'PersistentVolumeClaim',
  apiVersion: 'v1',
  plural: 'persistentvolumeclaims',
  shortName: 'pvc',
  defaults: (object) => ({
    ...object,
    spec: { volumeMode: 'Filesystem', ...object.spec },
    status: { phase: 'Pending', ...object.status },
  }),
  prepare: (object) => withFinalizer(object, protection),
  check: ({ spec }) => checkClaim(spec ?? {}),
  example: {
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
  },
});

/** As the plugin StorageObjectInUseProtection. */
export function withFinalizer<O extends Obj>(object: O, finalizer: string): O {
  const finalizers = object.metadata.finalizers ?? [];
  if (finalizers.includes(finalizer)) return object;
  return { ...object, metadata: { ...object.metadata, finalizers: [...finalizers, finalizer] } };
}

export default persistentVolumeClaim;
