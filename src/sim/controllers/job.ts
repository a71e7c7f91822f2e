import type { Job } from '../api/index.ts';
import { beginRound, keepReplicas } from './parts/replicas.ts';
import type { Controller } from './types.ts';

/** Pods of a Job run and do not end: nothing here knows when a program is done. */
const job: Controller = {
  name: 'job-controller',
  about: 'Starts as many Pods of each Job as may run at once.',
  order: 45,
  watches: ['Job', 'Pod', 'ServiceAccount'],
  reconcile: (store) => {
    const round = beginRound(store);
    return store.list('Job').flatMap((owner) =>
      keepReplicas(
        owner,
        {
          controller: job.name,
          replicas: activePods(owner),
          selector: owner.spec.selector ?? {},
          template: owner.spec.template,
        },
        round,
      ),
    );
  },
};

function activePods({ spec }: Job): number {
  if (spec.suspend === true) return 0;
  return Math.min(spec.parallelism ?? 1, spec.completions ?? Infinity);
}

export default job;
