import { passiveKind } from '../passiveKind.ts';
import type { KindDefinition, Obj } from '../types.ts';
import { withFinalizer } from './persistentvolumeclaim.ts';

interface VolumeSpec {
  readonly storageClassName?: string;
  readonly accessModes?: readonly string[];
  readonly capacity?: Readonly<Record<string, string>>;
  readonly hostPath?: { readonly path?: string; readonly type?: string };
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
      ...object.spec,
      // As SetDefaults_HostPathVolumeSource: the one source with a default of its own.
      ...(object.spec?.hostPath && { hostPath: { type: '', ...object.spec.hostPath } }),
    },
    status: { phase: 'Pending', ...(object.status as object | undefined) },
  }),
  prepare: (object) => withFinalizer(object, protection),
});

export default persistentVolume;
