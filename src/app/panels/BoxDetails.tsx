import type { Netns } from '../../sim/dataplane/types.ts';
import type { Box } from '../../view/scene/types.ts';
import { useApp, useChrome } from '../context/app.ts';
import { Interfaces, Listeners, Resolver, Routes, Rules } from '../parts/netns.tsx';
import { EventList } from '../parts/EventList.tsx';
import { Plugin } from '../parts/Plugin.tsx';
import { RefList } from '../parts/RefList.tsx';
import { selectObject, selectWorld } from '../store/derived.ts';
import { PodActions } from './PodActions.tsx';

/** A box of the stage and the network namespace behind it: who listens, addresses, routes, rules. */
export function BoxDetails({ box }: { readonly box: Box }) {
  const { box: words } = useChrome();
  const netns = useApp((state) =>
    box.netns === undefined ? undefined : selectWorld(state).cluster.namespaces.get(box.netns),
  );
  const object = useApp(selectObject);
  return (
    <div className="box-details">
      <h3 className="details-title">{box.label}</h3>
      {object?.kind === 'Pod' && <PodActions pod={object} />}
      {object && <EventList object={object} />}
      {netns ? <NetnsDetails netns={netns} /> : <p className="quiet">{words.noNetns}</p>}
      <RefList title={words.because} refs={box.because} />
    </div>
  );
}

function NetnsDetails({ netns }: { readonly netns: Netns }) {
  return (
    <>
      <Listeners netns={netns} />
      <Interfaces netns={netns} />
      <Resolver netns={netns} />
      <Routes netns={netns} />
      {netns.id.startsWith('node:') && <Plugin netns={netns} />}
      <Rules netns={netns} />
    </>
  );
}
