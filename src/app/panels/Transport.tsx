import { useApp, useAppStore, useChrome } from '../context/app.ts';
import { Icon } from '../parts/Icon.tsx';
import { speeds, type Speed } from '../store/choices.ts';
import { selectFilm } from '../store/derived.ts';

/** Back, play, forward, and how fast. */
export function Transport() {
  const store = useAppStore();
  const { transport } = useChrome();
  const playing = useApp((state) => state.playing);
  const hasFilm = useApp((state) => selectFilm(state) !== undefined);
  const { stepBack, toggle, stepForward } = store.getState();
  return (
    <fieldset className="transport" aria-label={transport.label}>
      <button
        type="button"
        className="icon-button"
        onClick={stepBack}
        disabled={!hasFilm}
        title={transport.back}
        aria-label={transport.back}
      >
        <Icon name="back" />
      </button>
      <button
        type="button"
        className="icon-button play"
        onClick={toggle}
        disabled={!hasFilm}
        title={playing ? transport.pause : transport.play}
        aria-label={playing ? transport.pause : transport.play}
      >
        <Icon name={playing ? 'pause' : 'play'} />
      </button>
      <button
        type="button"
        className="icon-button"
        onClick={stepForward}
        disabled={!hasFilm}
        title={transport.forward}
        aria-label={transport.forward}
      >
        <Icon name="forward" />
      </button>
      <SpeedChoice />
    </fieldset>
  );
}

function SpeedChoice() {
  const { transport } = useChrome();
  const speed = useApp((state) => state.speed);
  const { setSpeed } = useAppStore().getState();
  return (
    <select
      className="speed"
      aria-label={transport.speed}
      value={speed}
      onChange={({ target }) => setSpeed(Number(target.value) as Speed)}
    >
      {speeds.map((each) => (
        <option key={each} value={each}>
          {each}×
        </option>
      ))}
    </select>
  );
}
