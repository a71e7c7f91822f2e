import { closeDetails } from '../stage/closeDetails.ts';
import type { AppState } from '../store/state.ts';
import type { AppStore } from '../store/store.ts';

type Action = (state: AppState, store: AppStore) => void;

const actions: Readonly<Record<string, Action>> = {
  ' ': (state) => state.toggle(),
  ArrowRight: (state) => state.stepForward(),
  ArrowLeft: (state) => state.stepBack(),
  Home: (state) => state.seek(0),
  End: (state) => state.seek(Infinity),
  Escape: (state, store) => {
    if (state.panel === 'details') closeDetails(store);
    else state.select({ kind: 'hop' });
  },
};

/** Elements that use these keys themselves. */
const ownKeys =
  'input, textarea, select, [contenteditable]:not([contenteditable="false"]), [role="listbox"], [role="application"]';
/** Elements that are pressed with the space bar, or scrolled with it. */
const ownSpace = 'button, a, summary, [role="button"], [tabindex="0"]';

/** Steers the film with the keys of a video player, except where a key means something else. Returns how to stop that. */
export function listenToKeys(store: AppStore): () => void {
  const press = (event: KeyboardEvent) => {
    const action = actions[event.key];
    if (!action || event.defaultPrevented || hasModifier(event) || belongsTo(event)) return;
    event.preventDefault();
    action(store.getState(), store);
  };
  document.addEventListener('keydown', press);
  return () => document.removeEventListener('keydown', press);
}

function hasModifier({ altKey, ctrlKey, metaKey, shiftKey, isComposing }: KeyboardEvent): boolean {
  return altKey || ctrlKey || metaKey || shiftKey || isComposing;
}

function belongsTo({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof Element)) return false;
  return target.closest(ownKeys) !== null || (key === ' ' && target.closest(ownSpace) !== null);
}
