import { passiveKind } from '../passiveKind.ts';
import type { KindDefinition, Obj } from '../types.ts';
import { defaultVolume } from '../podspec/volumeDefaults.ts';
import { withFinalizer } from './persistentvolumeclaim.ts';

interface VolumeSpec {
  readonly storageClassName?: string;
  readonly accessModes?: readonly string[];
  readonly capacity?: Readonly<Record<string, string>>;
  readonly claimRef?: { readonly namespace?: string; readonly name?: string };
}

export type PersistentVolume = Obj<VolumeSpec>;

declare module '../types.ts' {
  interface Kinds {
    PersistentVolume: PersistentVolume;
  }
}

const protection = 'kubernetes.io/pv-protection';

const persistentVolume: KindDefinition<PersistentVolume> = passiveKind({
  kind: 'PersistentVolume',
  apiVersion: 'v1',
  plural: 'persistentvolumes',
  shortName: 'pv',
  scope: 'Cluster',
  defaults: (object) => ({
    ...object,
    spec: {
      persistentVolumeReclaimPolicy: 'Retain',
      volumeMode: 'Filesystem',
      // A folder of the host is the one source with a default of its own.
      ...(object.spec && (defaultVolume({ ...object.spec } as never) as VolumeSpec)),
    },
    status: { phase: 'Pending', ...(object.status as object | undefined) },
  }),
  prepare: (object) => withFinalizer(object, protection),
});

export default persistentVolume;
