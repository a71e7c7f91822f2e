import { passiveKind } from '../passiveKind.ts';
import type { KindDefinition, Obj } from '../types.ts';

// As SetDefaults_StorageClass and SetDefaults_CSIDriver of pkg/apis/storage/v1.

declare module '../types.ts' {
  interface Kinds {
    StorageClass: StorageClass;
  }
}

export interface StorageClass extends Obj {
  readonly provisioner?: string;
}

const apiVersion = 'storage.k8s.io/v1';

const storage: readonly KindDefinition[] = [
  passiveKind({
    kind: 'StorageClass',
    apiVersion,
    plural: 'storageclasses',
    shortName: 'sc',
    scope: 'Cluster',
    example: { provisioner: 'kubernetes.io/no-provisioner' },
    defaults: (object) => ({
      reclaimPolicy: 'Delete',
      volumeBindingMode: 'Immediate',
      ...object,
    }),
  }),
  passiveKind({
    kind: 'CSIDriver',
    apiVersion,
    plural: 'csidrivers',
    scope: 'Cluster',
    generation: true,
    defaults: (object) => ({
      ...object,
      spec: {
        attachRequired: true,
        podInfoOnMount: false,
        storageCapacity: false,
        fsGroupPolicy: 'ReadWriteOnceWithFSType',
        volumeLifecycleModes: ['Persistent'],
        requiresRepublish: false,
        seLinuxMount: false,
        ...(object.spec as object | undefined),
      },
    }),
  }),
];

export default storage;
