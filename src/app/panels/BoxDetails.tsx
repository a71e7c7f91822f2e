import { isComplete } from '../../i18n/index.ts';
import type { Box } from '../../view/scene/types.ts';
import { useApp, useAppStore, useChrome, useMessages } from '../context/app.ts';
import { EventList } from '../parts/EventList.tsx';
import { RefList } from '../parts/RefList.tsx';
import { Tabs } from '../parts/Tabs.tsx';
import { selectObject, selectWorld } from '../store/derived.ts';
import type { ViewProps } from '../views/types.ts';
import { viewsOf } from '../views/index.ts';
import { PodActions } from './PodActions.tsx';

/** A box of the stage: the ways to look into the network namespace behind it. */
export function BoxDetails({ box }: { readonly box: Box }) {
  const cluster = useApp((state) => selectWorld(state).cluster);
  const object = useApp(selectObject);
  const netns = box.netns === undefined ? undefined : cluster.namespaces.get(box.netns);
  return (
    <div className="box-details">
      <h3 className="visually-hidden">{box.label}</h3>
      {object?.kind === 'Pod' && <PodActions pod={object} />}
      {netns ? <Views netns={netns} cluster={cluster} label={box.label} /> : <Asleep box={box} />}
    </div>
  );
}

/** Nothing runs in it, or it stands for no namespace of its own. */
function Asleep({ box }: { readonly box: Box }) {
  const { box: words } = useChrome();
  const object = useApp(selectObject);
  return (
    <>
      {object && <EventList object={object} />}
      <p className="quiet">{words.noNetns}</p>
      <RefList title={words.because} refs={box.because} />
    </>
  );
}

function Views({ netns, cluster, label }: ViewProps & { readonly label: string }) {
  const messages = useMessages();
  const { view: wanted } = useApp((state) => state.inspected);
  const { inspect } = useAppStore().getState();
  const views = viewsOf(netns, cluster);
  const chosen = views.find(({ name }) => name === wanted) ?? views[0];
  if (!chosen || !isComplete(messages)) return null;
  return (
    <Tabs
      label={messages.inspect.views(label)}
      tabs={views.map(({ name, title }) => ({ name, title: title(messages) }))}
      chosen={chosen.name}
      onChoose={(view) =>
        inspect({ view, follows: views.some(({ name, follows }) => name === view && follows) })
      }
    >
      <chosen.Panel key={netns.id} netns={netns} cluster={cluster} />
    </Tabs>
  );
}
