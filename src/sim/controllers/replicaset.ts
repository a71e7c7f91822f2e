import { beginRound, keepReplicas } from './parts/replicas.ts';
import type { Controller } from './types.ts';

const replicaSet: Controller = {
  name: 'replicaset-controller',
  about:
    'Keeps as many Pods as each ReplicaSet asks for, taking over Pods without an owner that its selector chooses.',
  order: 30,
  watches: ['ReplicaSet', 'Pod', 'ServiceAccount'],
  reconcile: (store) => {
    const round = beginRound(store);
    return store
      .list('ReplicaSet')
      .flatMap((owner) =>
        keepReplicas(owner, { controller: replicaSet.name, ...owner.spec }, round),
      );
  },
};

export default replicaSet;
