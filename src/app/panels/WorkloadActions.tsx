import { isComplete } from '../../i18n/index.ts';
import { controllerOf } from '../../sim/api/index.ts';
import type { Deployment, Obj } from '../../sim/api/index.ts';
import type { Action } from '../../sim/timeline/types.ts';
import { useAppStore, useMessages } from '../context/app.ts';
import { Fact } from '../parts/Fact.tsx';

type Scale = Extract<Action, { readonly action: 'scale' }>;
const kinds: readonly string[] = [
  'Deployment',
  'ReplicaSet',
  'StatefulSet',
] satisfies Scale['kind'][];

/** What can be done to a workload of a running cluster: one Pod less, or one more. That of another workload does as that one says. */
export function WorkloadActions({ object }: { readonly object: Obj }) {
  const messages = useMessages();
  const { act } = useAppStore().getState();
  if (!isComplete(messages) || !kinds.includes(object.kind) || controllerOf(object)) return null;
  const { time: words } = messages;
  const { namespace, name } = object.metadata;
  const { replicas: now } = (object as Deployment).spec;
  const kind = object.kind as Scale['kind'];
  return (
    <Fact title={words.actions}>
      <div className="actions">
        {[now - 1, now + 1]
          .filter((replicas) => replicas >= 0)
          .map((replicas) => (
            <button
              key={replicas < now ? 'less' : 'more'}
              type="button"
              className="small-button"
              onClick={() => void act({ action: 'scale', kind, namespace, name, replicas })}
            >
              {words.scaleTo(replicas)}
            </button>
          ))}
      </div>
    </Fact>
  );
}
