import { matchesLabels, type Store } from '../../src/sim/api/index.ts';
import { unfold } from '../../src/sim/timeline/index.ts';
import type { Act, Action, Situation } from '../../src/sim/timeline/types.ts';
import type { Stage } from './cluster.ts';
import type { Deed } from './types.ts';

/** The cluster after all that was done to it before anybody asked, at rest again. */
export function situationBefore(stage: Stage): Situation {
  return after(
    stage,
    stage.rest,
    ({ during, after: event }) => during === undefined && event === undefined,
  );
}

/** The cluster after what was done to it once the client had connected. */
export function situationAfterConnect(stage: Stage, before: Situation): Situation {
  return after(stage, before, ({ after: event }) => event === 'connect');
}

/** What is done while the question goes on, at `atMs`. */
export function actsDuring({ setting, rest }: Stage, atMs: number): readonly Act[] {
  return actsOf(setting.actions, rest.store, ({ during }) => during !== undefined, atMs);
}

function after(
  { setting, spec }: Stage,
  from: Situation,
  which: (deed: Deed) => boolean,
): Situation {
  return unfold(from, actsOf(setting.actions, from.store, which, 0), spec).at(-1) ?? from;
}

function actsOf(
  deeds: readonly Deed[],
  store: Store,
  which: (deed: Deed) => boolean,
  atMs: number,
): readonly Act[] {
  return deeds
    .filter(which)
    .flatMap((deed) => actionsOf(deed, store).map((action) => ({ atMs, action })));
}

function actionsOf(deed: Deed, store: Store): readonly Action[] {
  const [kind = '', namespace = '', name = ''] = (deed.workload ?? '').split(/[ /]/);
  if (deed.do === 'scale' && kind === 'Deployment')
    return [{ action: 'scale', kind, namespace, name, replicas: deed.replicas ?? 0 }];
  if (deed.do === 'rollout-restart' && kind === 'Deployment')
    return [{ action: 'restart', kind, namespace, name }];
  if (deed.do === 'delete-pod') {
    const [key = '', value = ''] = (deed.selector ?? '').split('=');
    return store
      .list('Pod')
      .filter(({ metadata }) => matchesLabels({ [key]: value }, metadata.labels))
      .map(({ metadata }) => ({
        action: 'delete-pod',
        namespace: metadata.namespace,
        name: metadata.name,
      }));
  }
  throw new Error(`nobody can ${deed.do} yet`);
}
