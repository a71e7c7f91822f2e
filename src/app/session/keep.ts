import type { AppState } from '../store/state.ts';
import type { AppStore } from '../store/store.ts';
import { keepDraft } from './drafts.ts';
import { writePreferences, writeScenario } from './session.ts';
import type { TextStorage } from './storage.ts';

const restMs = 300;

/**
 * Keeps drafts, the scenario and preferences as they change, shortly after the last change and at once when the page goes
 * away. A text is also kept before another one takes its place.
 */
export function keepSession(store: AppStore, storage: TextStorage | undefined): void {
  let kept = store.getState();
  let timer: number | undefined;

  // What came by a link is nowhere else, and its hash leaves the address bar with the first change.
  keepDraft(storage, kept.source, kept.text);
  writeScenario(storage, scenarioOf(kept));

  const keep = (state: AppState) => {
    window.clearTimeout(timer);
    if (state.text !== kept.text) keepDraft(storage, state.source, state.text);
    if (scenarioChanged(state, kept)) writeScenario(storage, scenarioOf(state));
    if (preferencesChanged(state, kept)) writePreferences(storage, preferencesOf(state));
    kept = state;
  };

  store.subscribe((state, previous) => {
    if (state.source !== previous.source) {
      keepDraft(storage, previous.source, previous.text);
      keepDraft(storage, state.source, state.text);
    }
    if (!isWorthKeeping(state, previous)) return;
    window.clearTimeout(timer);
    timer = window.setTimeout(() => keep(store.getState()), restMs);
  });
  window.addEventListener('pagehide', () => keep(store.getState()));
  document.addEventListener('visibilitychange', () => keep(store.getState()));
}

function isWorthKeeping(now: AppState, before: AppState): boolean {
  return (
    now.text !== before.text || scenarioChanged(now, before) || preferencesChanged(now, before)
  );
}

/** What is not applied yet will be, over what is. */
function scenarioOf(state: AppState) {
  const { source, text, applied, spec, from, to } = state;
  const over = applied.text === text ? applied.over : applied.text;
  return { source, ...(over !== text && { over }), spec, from, to };
}

function scenarioChanged(now: AppState, before: AppState): boolean {
  return (
    now.source !== before.source ||
    now.applied !== before.applied ||
    now.spec !== before.spec ||
    now.from !== before.from ||
    now.to !== before.to
  );
}

function preferencesChanged(now: AppState, before: AppState): boolean {
  return now.locale !== before.locale || now.theme !== before.theme || now.speed !== before.speed;
}

function preferencesOf({ locale, theme, speed }: AppState) {
  return { locale, theme, speed };
}
