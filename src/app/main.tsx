import { createRoot } from 'react-dom/client';
import { loadFirstMessages } from '../i18n/index.ts';
import { prepare } from '../sim/dataplane/index.ts';
import { App } from './App.tsx';
import { recover } from './recover.ts';
import { followHash } from './session/hash.ts';
import { keepSession } from './session/keep.ts';
import { learnAllKinds, learnKindsOf } from './session/kinds.ts';
import { contentOf, forgetWhenOutdated } from './session/link.ts';
import { applyWhenResting } from './session/apply.ts';
import { startOf } from './session/start.ts';
import { browserStorage } from './session/storage.ts';
import { runClock } from './playback/clock.ts';
import { listenToKeys } from './playback/keys.ts';
import { createAppStore, type AppStore } from './store/store.ts';
import { followTheme } from './theme.ts';
import './styles/index.css';

/** Width by height of a stage on a desktop screen, until the real one is measured. */
const usualAspect = 1.2;

async function start(): Promise<void> {
  const storage = browserStorage();
  const { languages } = navigator;
  const link = await contentOf(location.hash);
  const { choices, moment } = startOf({ link, storage, languages });
  const [messages] = await Promise.all([
    loadFirstMessages(choices.locale),
    learnKindsOf(choices.text),
    prepare(choices.spec),
  ]);
  const view = { labels: messages.chrome.stage.labels, aspect: usualAspect };
  const store = createAppStore({ ...choices, view, diagnose: undefined });
  if (moment) store.getState().replay(moment);

  followTheme(store);
  applyWhenResting(store);
  keepSession(store, storage);
  forgetWhenOutdated(store);
  followHash(store);
  runClock(store);
  listenToKeys(store);

  const root = document.getElementById('root');
  if (root) createRoot(root).render(<App store={store} firstMessages={messages} />);
  void findCausesIn(store);
  void learnAllKinds(store);
}

/** The first picture does not wait for what explains failures; without it the outcome still stands. */
async function findCausesIn(store: AppStore): Promise<void> {
  try {
    const { diagnose } = await import('../learn/diagnose/index.ts');
    store.setState({ diagnose });
  } catch (error) {
    console.error(error);
  }
}

start().catch(recover);
