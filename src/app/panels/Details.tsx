import { lazy, Suspense } from 'react';
import { useApp, useAppStore, useChrome, useMessages } from '../context/app.ts';
import { ErrorBoundary } from '../ErrorBoundary.tsx';
import { Icon } from '../parts/Icon.tsx';
import { closeDetails } from '../stage/closeDetails.ts';
import type { List } from '../store/choices.ts';
import { selectBox, selectHop, selectObject } from '../store/derived.ts';
import { BoxDetails } from './BoxDetails.tsx';
import { HopDetails } from './HopDetails.tsx';
import { HopList } from './HopList.tsx';
import { InspectorChoice } from './InspectorChoice.tsx';
import { ListChoice } from './ListChoice.tsx';
import { ObjectDetails } from './ObjectDetails.tsx';
import { ObjectTree } from './ObjectTree.tsx';
import { OutcomeCard } from './OutcomeCard.tsx';
import '../styles/inspect.css';

/** Downloaded when somebody wants to see it. */
const Reachability = lazy(async () => {
  const { Reachability: loaded } = await import('./Reachability.tsx');
  return { default: loaded };
});

/** The right side: how it ended, every hop in words, and what is known about the one at the playhead or about a chosen box. */
export function Details() {
  const { details } = useChrome();
  const store = useAppStore();
  const isAboutBox = useApp(
    (state) => selectBox(state) !== undefined || selectObject(state) !== undefined,
  );
  const list = useApp((state) => state.list);
  const matrix = useMessages().matrix?.title ?? '';
  const title = { hops: details.journey, objects: details.objects, matrix }[list];
  return (
    <section
      className="details"
      id="details"
      aria-label={details.label}
      data-about={isAboutBox ? 'box' : 'hop'}
      data-list={list}
    >
      <button
        type="button"
        className="icon-button close drawer-close"
        onClick={() => closeDetails(store)}
        aria-label={details.close}
        title={details.close}
      >
        <Icon name="close" />
      </button>
      {/* What can be scrolled must be scrollable with the keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className="journey" aria-label={title} tabIndex={0}>
        <h2 className="visually-hidden">{title}</h2>
        <ListChoice />
        <Listed list={list} />
      </section>
      {list !== 'matrix' && (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <section className="inspector" id="inspector" aria-label={details.inspector} tabIndex={0}>
          <h2 className="visually-hidden">{details.inspector}</h2>
          <InspectorChoice />
          <Inspector />
        </section>
      )}
    </section>
  );
}

/** The matrix takes all the room there is, and says about its cells itself what there is to say. */
function Listed({ list }: { readonly list: List }) {
  if (list === 'hops') return <HopList />;
  if (list === 'objects') return <ObjectTree />;
  return (
    <Suspense>
      <Reachability />
    </Suspense>
  );
}

function Inspector() {
  const box = useApp(selectBox);
  const object = useApp(selectObject);
  const hop = useApp(selectHop);
  return (
    <ErrorBoundary retryOn={box ?? object ?? hop}>
      {box ? <BoxDetails box={box} /> : object ? <ObjectDetails object={object} /> : <Story />}
    </ErrorBoundary>
  );
}

function Story() {
  return (
    <>
      <OutcomeCard />
      <HopDetails />
    </>
  );
}
