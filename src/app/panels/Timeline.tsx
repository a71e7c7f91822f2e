import { useEffect, useRef, type CSSProperties, type KeyboardEvent } from 'react';
import { nameOf } from '../../i18n/index.ts';
import type { Trace } from '../../sim/trace/types.ts';
import type { Film, FilmLeg } from '../../view/scene/types.ts';
import { placeName } from '../caption/place.ts';
import { useApp, useAppStore, useChrome, useMessages } from '../context/app.ts';
import { selectFilm, selectSentWorld, selectStopIndex, selectTrace } from '../store/derived.ts';
import { LegStops } from './LegStops.tsx';
import { Transport } from './Transport.tsx';

/** Time: the whole film as a line to scrub along, and the stops of the packet under way with their names. */
export function Timeline() {
  const film = useApp(selectFilm);
  const trace = useApp(selectTrace);
  const { timeline } = useChrome();
  return (
    <section className="timeline" aria-label={timeline.label}>
      <Transport />
      {film && trace ? <Track film={film} trace={trace} /> : <EmptyTrack />}
      {film && trace ? <LegStops film={film} trace={trace} /> : <div className="leg-stops" />}
    </section>
  );
}

function EmptyTrack() {
  const { timeline } = useChrome();
  return <p className="track-empty">{timeline.empty}</p>;
}

function Track({ film, trace }: { readonly film: Film; readonly trace: Trace }) {
  return (
    <div className="track">
      <div className="track-legs" aria-hidden="true">
        {film.legs.map((leg) => (
          <TrackLeg
            key={leg.leg}
            leg={leg}
            film={film}
            stopped={trace.legs[leg.leg]?.end === 'stopped'}
          />
        ))}
      </div>
      <Scrubber film={film} />
    </div>
  );
}

interface TrackLegProps {
  readonly leg: FilmLeg;
  readonly film: Film;
  readonly stopped: boolean;
}

function TrackLeg({ leg, film, stopped }: TrackLegProps) {
  const { purposes } = useMessages().steps;
  const isCurrent = useApp((state) => film.stops[selectStopIndex(state)]?.leg === leg.leg);
  const style: CSSProperties = {
    left: percent(leg.startMs, film),
    width: percent(leg.endMs - leg.startMs, film),
  };
  return (
    <span className="track-leg" style={style} data-current={isCurrent} data-stopped={stopped}>
      <span className="track-leg-name">{purposes[leg.purpose]}</span>
    </span>
  );
}

function percent(ms: number, { durationMs }: Film): string {
  return `${((ms / Math.max(durationMs, 1)) * 100).toFixed(3)}%`;
}

/** A native range input: its value follows the playhead outside of React, at every frame. */
function Scrubber({ film }: { readonly film: Film }) {
  const store = useAppStore();
  const { timeline } = useChrome();
  const input = useRef<HTMLInputElement>(null);
  const index = useApp(selectStopIndex);
  const valueText = useStopText(film, index);
  useEffect(() => {
    const follow = (playheadMs: number) => {
      if (!input.current) return;
      input.current.value = String(playheadMs);
      input.current.style.setProperty('--played', percent(playheadMs, film));
    };
    follow(store.getState().playheadMs);
    return store.subscribe((state) => state.playheadMs, follow);
  }, [store, film]);
  return (
    <input
      ref={input}
      className="scrubber"
      type="range"
      min={0}
      max={film.durationMs}
      step="any"
      defaultValue={0}
      aria-label={timeline.scrubber}
      aria-valuetext={valueText}
      onInput={({ currentTarget }) => store.getState().seek(Number(currentTarget.value))}
      onKeyDown={(event) => stepByKey(event, store.getState())}
    />
  );
}

function useStopText(film: Film, index: number): string {
  const messages = useMessages();
  const trace = useApp(selectTrace);
  const cluster = useApp(selectSentWorld)?.cluster;
  const stop = film.stops[index];
  const hop = stop && trace?.legs[stop.leg]?.hops[stop.hop];
  const { timeline } = messages.chrome;
  if (!hop || !cluster) return timeline.beginning;
  const place = placeName(cluster, hop.place.netns);
  return timeline.position(index + 1, film.stops.length, nameOf(messages, hop), place);
}

interface Steps {
  readonly stepForward: () => void;
  readonly stepBack: () => void;
}

/** A hop is the natural step here, not a tenth of the film. */
function stepByKey(event: KeyboardEvent, { stepForward, stepBack }: Steps): void {
  const isForward = ['ArrowRight', 'ArrowUp'].includes(event.key);
  const isBack = ['ArrowLeft', 'ArrowDown'].includes(event.key);
  if (!isForward && !isBack) return;
  event.preventDefault();
  event.stopPropagation();
  if (isForward) stepForward();
  else stepBack();
}
