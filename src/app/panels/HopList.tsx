import { useEffect, useRef } from 'react';
import { bareName } from '../../i18n/facts.ts';
import { nameOf } from '../../i18n/index.ts';
import type { Hop, Leg, Trace } from '../../sim/trace/types.ts';
import type { Film } from '../../view/scene/types.ts';
import { placeName, shortName } from '../caption/place.ts';
import { useApp, useAppStore, useChrome, useMessages } from '../context/app.ts';
import { useOpenLegs } from '../hops/useOpenLegs.ts';
import { AddressChip } from '../parts/AddressChip.tsx';
import { Icon } from '../parts/Icon.tsx';
import { innermost } from '../../sim/net/index.ts';
import { selectFilm, selectSentWorld, selectStopIndex, selectTrace } from '../store/derived.ts';
import { useShowHop } from '../hops/useShowHop.ts';

/** Every hop in words, by packet: what the stage shows, for reading, for the keyboard and for screen readers. */
export function HopList() {
  const film = useApp(selectFilm);
  const trace = useApp(selectTrace);
  const { hops } = useChrome();
  if (!film || !trace) return <p className="quiet">{hops.empty}</p>;
  return <Legs film={film} trace={trace} />;
}

function Legs({ film, trace }: { readonly film: Film; readonly trace: Trace }) {
  const index = useApp(selectStopIndex);
  const current = film.stops[Math.max(index, 0)];
  const { isOpen, toggle } = useOpenLegs(current?.leg, trace);
  return (
    <div className="legs">
      {trace.legs.map((leg, number) => (
        <LegGroup
          // Legs have no names; their order is what they are.
          key={number}
          film={film}
          leg={leg}
          number={number}
          firstStop={film.legs[number]?.firstStop ?? 0}
          current={index}
          open={isOpen(number)}
          onToggle={() => toggle(number)}
        />
      ))}
    </div>
  );
}

interface LegGroupProps {
  readonly film: Film;
  readonly leg: Leg;
  readonly number: number;
  readonly firstStop: number;
  readonly current: number;
  readonly open: boolean;
  readonly onToggle: () => void;
}

function LegGroup({ film, leg, number, firstStop, current, open, onToggle }: LegGroupProps) {
  const { steps } = useMessages();
  const listId = `leg-${number}`;
  const isCurrent = current >= firstStop && current < firstStop + leg.hops.length;
  return (
    <section className="leg" data-current={isCurrent} data-stopped={leg.end === 'stopped'}>
      <h3 className="leg-title">
        <button type="button" aria-expanded={open} aria-controls={listId} onClick={onToggle}>
          <Icon name="chevron" />
          <span className="leg-purpose">{steps.purposes[leg.purpose]}</span>
          <LegEnds leg={leg} />
          <LegQuestion leg={leg} />
        </button>
      </h3>
      <ol id={listId} className="hops" hidden={!open}>
        {open &&
          leg.hops.map((hop, at) => (
            <HopRow
              // Likewise: a hop is the n-th of its leg.
              key={at}
              hop={hop}
              telling={film.stops[firstStop + at]?.telling ?? false}
              stop={firstStop + at}
              isCurrent={current === firstStop + at}
            />
          ))}
      </ol>
    </section>
  );
}

function LegEnds({ leg }: { readonly leg: Leg }) {
  const first = leg.hops[0];
  if (!first) return null;
  const { source, destination } = innermost(first.before);
  return (
    <span className="leg-ends">
      <AddressChip ip={source} /> <span aria-hidden="true">→</span> <AddressChip ip={destination} />
    </span>
  );
}

/** What a query is about, or an answer: a lookup may ask for many names. */
function LegQuestion({ leg: { hops } }: { readonly leg: Leg }) {
  const payload = hops[0] && innermost(hops[0].before).payload;
  if (payload?.carries !== 'dns') return null;
  const { question, answer } = payload;
  return (
    <code className="leg-question">
      {bareName(question.name)} {question.type} {answer?.rcode}
    </code>
  );
}

interface HopRowProps {
  readonly hop: Hop;
  /** It changed the packet, or its fate. */
  readonly telling: boolean;
  readonly stop: number;
  readonly isCurrent: boolean;
}

function HopRow({ hop, telling, stop, isCurrent }: HopRowProps) {
  const messages = useMessages();
  const store = useAppStore();
  const cluster = useApp(selectSentWorld)?.cluster;
  const showHop = useShowHop();
  const row = useRef<HTMLButtonElement>(null);
  // On a small screen the list may be opened later than the hop is reached.
  const isOpened = useApp(({ panel }) => panel === 'details');
  useEffect(() => {
    if (isCurrent && !store.getState().playing) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isCurrent, isOpened, store]);
  if (!cluster) return null;
  const place = placeName(cluster, hop.place.netns);
  return (
    <li className="hop" data-step={hop.step} data-telling={telling}>
      <button
        ref={row}
        type="button"
        onClick={() => showHop(stop, hop)}
        aria-current={isCurrent ? 'step' : undefined}
      >
        <span className="hop-name">{nameOf(messages, hop)}</span>
        <span className="hop-place" title={place}>
          {shortName(place)}
        </span>
      </button>
    </li>
  );
}
