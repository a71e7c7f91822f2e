import type { PersistentVolumeClaim, Store } from '../api/index.ts';
import { isBound } from './parts/claims.ts';
import { report, type Report } from './parts/events.ts';
import type { Controller } from './types.ts';

const component = 'persistentvolume-controller';

/** As syncUnboundClaim of pkg/controller/volume/persistentvolume. Volumes themselves are of no concern to a network. */
const persistentVolume: Controller = {
  name: component,
  about: 'Tells why a PersistentVolumeClaim has no volume.',
  order: 55,
  watches: ['PersistentVolumeClaim', 'PersistentVolume', 'StorageClass'],
  reconcile: (store) =>
    store.list('PersistentVolumeClaim').flatMap((claim) => {
      const said = isBound(claim, store) ? undefined : complaint(claim, store);
      return said ? report(store, claim, said) : [];
    }),
};

/** What is said of a claim that nothing fits. One that names its volume waits in silence. */
function complaint({ spec }: PersistentVolumeClaim, store: Store): Report | undefined {
  const { volumeName, storageClassName = '' } = spec ?? {};
  if (volumeName !== undefined) return undefined;
  if (storageClassName === '')
    return {
      component,
      reason: 'FailedBinding',
      message: 'no persistent volumes available for this claim and no storage class is set',
      type: 'Normal',
    };
  if (store.get('StorageClass', '', storageClassName)) return undefined;
  return {
    component,
    reason: 'ProvisioningFailed',
    message: `storageclass.storage.k8s.io "${storageClassName}" not found`,
  };
}

export default persistentVolume;
