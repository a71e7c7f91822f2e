import { isComplete } from '../../i18n/index.ts';
import { controllerOf, kindOf, narrowColumns, refTo } from '../../sim/api/index.ts';
import type { Obj, Ref } from '../../sim/api/types.ts';
import { useApp, useMessages } from '../context/app.ts';
import { EventList } from '../parts/EventList.tsx';
import { Fact } from '../parts/Fact.tsx';
import { RefList } from '../parts/RefList.tsx';
import { selectWorld } from '../store/derived.ts';
import { WorkloadActions } from './WorkloadActions.tsx';

/** An object that is no box of the stage: what kubectl shows of it, what was reported, and where it comes from. */
export function ObjectDetails({ object }: { readonly object: Obj }) {
  const messages = useMessages();
  const { store } = useApp((state) => selectWorld(state).cluster);
  if (!isComplete(messages)) return null;
  const { objects: words } = messages;
  const { apiVersion, kind, metadata } = object;
  const definition = kindOf(apiVersion, kind);
  const columns = definition ? narrowColumns(definition, object, store) : [];
  return (
    <div className="box-details">
      <h3 className="details-title">
        {metadata.name}
        <span className="details-place">
          {[kind, metadata.namespace].filter((text) => text !== '').join(' · ')}
        </span>
      </h3>
      {definition?.simulated === false && <p className="quiet">{words.notSimulatedMeaning}</p>}
      <WorkloadActions object={object} />
      <EventList object={object} />
      {columns.length > 0 && (
        <Fact title={words.columns}>
          <dl className="conntrack">
            {columns.map(([header, value]) => (
              <div key={header} className="column">
                <dt>{header}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </Fact>
      )}
      <RefList title={words.because} refs={originsOf(object)} />
    </div>
  );
}

/** The object, and whose it is. */
function originsOf(object: Obj): readonly Ref[] {
  const owner = controllerOf(object);
  const { namespace } = object.metadata;
  return [
    refTo(object),
    ...(owner ? [{ kind: owner.kind, namespace, name: owner.name, path: '' }] : []),
  ];
}
