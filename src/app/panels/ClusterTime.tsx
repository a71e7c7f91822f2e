import { isComplete } from '../../i18n/index.ts';
import { useApp, useAppStore, useMessages } from '../context/app.ts';
import { Icon } from '../parts/Icon.tsx';
import { selectMoments } from '../store/derived.ts';

/** Where the cluster stands since something was done to it: the moment, what happened in it, and ways to others. */
export function ClusterTime() {
  const messages = useMessages();
  const moments = useApp(selectMoments);
  const number = useApp(({ moment }) => moment);
  const { seekMoment, rest } = useAppStore().getState();
  if (!isComplete(messages)) return null;
  const { time: words } = messages;
  const moment = moments[number];
  const told = moment ? words.happened(moment) : words.atRest;
  return (
    <section className="cluster-time" aria-label={words.label}>
      <button
        type="button"
        className="icon-button"
        onClick={() => seekMoment(number - 1)}
        disabled={number < 0}
        aria-label={words.earlier}
        title={words.earlier}
      >
        <Icon name="back" />
      </button>
      <input
        type="range"
        min={-1}
        max={moments.length - 1}
        value={number}
        aria-label={words.slider}
        aria-valuetext={told}
        onChange={({ target }) => seekMoment(Number(target.value))}
      />
      <button
        type="button"
        className="icon-button"
        onClick={() => seekMoment(number + 1)}
        disabled={number >= moments.length - 1}
        aria-label={words.later}
        title={words.later}
      >
        <Icon name="forward" />
      </button>
      <output className="cluster-time-told">
        <b>{words.when(moment?.atMs ?? 0)}</b> {told}
      </output>
      <button type="button" className="small-button" onClick={rest}>
        {words.rest}
      </button>
    </section>
  );
}
