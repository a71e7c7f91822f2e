import { useApp, useAppStore, useChrome } from '../context/app.ts';
import { ErrorBoundary } from '../ErrorBoundary.tsx';
import { Icon } from '../parts/Icon.tsx';
import { selectBox, selectHop } from '../store/derived.ts';
import { BoxDetails } from './BoxDetails.tsx';
import { HopDetails } from './HopDetails.tsx';
import { HopList } from './HopList.tsx';
import { OutcomeCard } from './OutcomeCard.tsx';

/** The right side: how it ended, every hop in words, and what is known about the one at the playhead or about a chosen box. */
export function Details() {
  const { details } = useChrome();
  const { showPanel } = useAppStore().getState();
  return (
    <section className="details" id="details" aria-label={details.label}>
      <button type="button" className="icon-button close drawer-close" onClick={() => showPanel('stage')} aria-label={details.close} title={details.close}>
        <Icon name="close" />
      </button>
      <div className="journey" role="region" aria-label={details.journey} tabIndex={0}>
        <h2 className="panel-title">{details.journey}</h2>
        <HopList />
      </div>
      <div className="inspector" role="region" aria-label={details.inspector} tabIndex={0}>
        <Inspector />
      </div>
    </section>
  );
}

function Inspector() {
  const box = useApp(selectBox);
  const hop = useApp(selectHop);
  return (
    <ErrorBoundary retryOn={box ?? hop}>
      {box ? (
        <BoxDetails box={box} />
      ) : (
        <>
          <OutcomeCard />
          <HopDetails />
        </>
      )}
    </ErrorBoundary>
  );
}
