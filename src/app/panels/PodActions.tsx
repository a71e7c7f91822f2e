import { isComplete } from '../../i18n/index.ts';
import { readyAnnotation } from '../../sim/api/index.ts';
import type { Obj, Pod } from '../../sim/api/index.ts';
import { useAppStore, useMessages } from '../context/app.ts';
import { Fact } from '../parts/Fact.tsx';

/** What can be done to a Pod of a running cluster. */
export function PodActions({ pod }: { readonly pod: Obj }) {
  const messages = useMessages();
  const store = useAppStore();
  if (!isComplete(messages)) return null;
  const { time: words } = messages;
  const { namespace, name, annotations } = pod.metadata;
  const { act } = store.getState();
  const hasProbe = (pod as Pod).spec.containers.some(({ readinessProbe }) => readinessProbe);
  const succeeds = annotations?.[readyAnnotation] === 'false';
  return (
    <Fact title={words.actions}>
      <div className="actions">
        <button
          type="button"
          className="small-button"
          onClick={() => void act({ action: 'delete-pod', namespace, name })}
        >
          {words.deletePod}
        </button>
        {hasProbe && (
          <button
            type="button"
            className="small-button"
            onClick={() => void act({ action: 'probe', namespace, name, succeeds })}
          >
            {succeeds ? words.passProbe : words.failProbe}
          </button>
        )}
      </div>
    </Fact>
  );
}
