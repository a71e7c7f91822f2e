import { timer, type Timer } from 'd3-timer';
import type { AppStore } from '../store/store.ts';

/** After a long pause (a tab in the background) the film goes on where it was. */
const frameMsMax = 100;

/** Moves the playhead on while playing; there is no other clock in the app. Returns how to stop that. */
export function runClock(store: AppStore): () => void {
  let running: Timer | undefined;
  const start = () => {
    let last = 0;
    running = timer((elapsedMs) => {
      store.getState().advance(Math.min(elapsedMs - last, frameMsMax));
      last = elapsedMs;
    });
  };
  const follow = (playing: boolean) => {
    running?.stop();
    running = undefined;
    if (playing) start();
  };
  follow(store.getState().playing);
  const unsubscribe = store.subscribe(({ playing }) => playing, follow);
  return () => {
    unsubscribe();
    running?.stop();
  };
}
