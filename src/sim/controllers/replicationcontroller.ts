import { beginRound, keepReplicas } from './parts/replicas.ts';
import type { Controller } from './types.ts';

const replicationController: Controller = {
  name: 'replication-controller',
  about:
    'Keeps as many Pods as each ReplicationController asks for: the ReplicaSet of the first years.',
  order: 35,
  watches: ['ReplicationController', 'Pod', 'ServiceAccount'],
  reconcile: (store) => {
    const round = beginRound(store);
    return store.list('ReplicationController').flatMap((owner) => {
      const { replicas, selector, template } = owner.spec;
      return keepReplicas(
        owner,
        {
          controller: replicationController.name,
          replicas,
          selector: { matchLabels: selector },
          template,
        },
        round,
      );
    });
  },
};

export default replicationController;
