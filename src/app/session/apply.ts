import type { AppStore } from '../store/store.ts';

/** Short enough to follow the eye, long enough to let a word be finished. */
const restMs = 200;

/** Applies the text whenever the typing rests. */
export function applyWhenResting(store: AppStore): void {
  let timer: number | undefined;
  store.subscribe(
    ({ text }) => text,
    () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(() => store.getState().apply(), restMs);
    },
  );
}
