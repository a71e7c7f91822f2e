import { nameOf } from '../../i18n/index.ts';
import type { Trace } from '../../sim/trace/types.ts';
import type { Film, Stop } from '../../view/scene/types.ts';
import { useApp, useAppStore, useChrome, useMessages } from '../context/app.ts';
import { selectStopIndex } from '../store/derived.ts';

/** With more stops than this, every other name stands lower. */
const crowd = 13;

interface Props {
  readonly film: Film;
  readonly trace: Trace;
}

/** The stops of the packet that is under way, by name. The list of all hops, with places, is in the details. */
export function LegStops({ film, trace }: Props) {
  const index = useApp(selectStopIndex);
  const leg = film.stops[Math.max(index, 0)]?.leg ?? 0;
  const { firstStop, endStop } = film.legs[leg] ?? { firstStop: 0, endStop: 0 };
  const { timeline } = useChrome();
  return (
    <ol
      className="leg-stops"
      aria-label={timeline.stops}
      data-crowded={endStop - firstStop > crowd}
    >
      {film.stops.slice(firstStop, endStop).map((stop) => (
        <LegStop
          key={stop.hop}
          stop={stop}
          number={firstStop + stop.hop}
          current={index}
          trace={trace}
        />
      ))}
    </ol>
  );
}

interface LegStopProps {
  readonly stop: Stop;
  readonly number: number;
  readonly current: number;
  readonly trace: Trace;
}

function LegStop({ stop, number, current, trace }: LegStopProps) {
  const messages = useMessages();
  const { seekStop } = useAppStore().getState();
  const hop = trace.legs[stop.leg]?.hops[stop.hop];
  if (!hop) return null;
  const when = number === current ? 'now' : number < current ? 'past' : 'future';
  return (
    <li data-motion={stop.motion} data-telling={stop.telling} data-when={when}>
      <button
        type="button"
        onClick={() => seekStop(number)}
        aria-current={when === 'now' ? 'step' : undefined}
      >
        <span className="leg-stop-name">{nameOf(messages, hop)}</span>
      </button>
    </li>
  );
}
