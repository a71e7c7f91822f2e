import { firstExample, loadExamples } from '../examples/index.ts';
import { lastSource } from './session/session.ts';
import { loadFirstMessages, type Messages } from '../i18n/index.ts';
import { prepare } from '../sim/world.ts';
import { aspectOf } from '../view/canvas/index.ts';
import { recover } from './recover.ts';
import { applyWhenResting } from './session/apply.ts';
import { followHash } from './session/hash.ts';
import { keepSession } from './session/keep.ts';
import { learnAllKinds, learnKindsOf } from './session/kinds.ts';
import { contentOf, forgetWhenOutdated } from './session/link.ts';
import { startOf } from './session/start.ts';
import { browserStorage } from './session/storage.ts';
import { runClock } from './playback/clock.ts';
import { listenToKeys } from './playback/keys.ts';
import { pageShell, type Shell } from './shell.ts';
import { stageCanvas, type StageCanvas } from './stage/stageCanvas.ts';
import { createAppStore, type AppStore } from './store/store.ts';
import { followTheme } from './theme.ts';
import './styles/index.css';

/** The picture comes first, with nothing of the panels: React is not even downloaded for it. Then the panels, then what explains failures. */
async function start(): Promise<void> {
  const shell = pageShell();
  const { store, messages } = await makeStore(shell.canvas);
  document.documentElement.lang = messages.chrome.locale;
  followTheme(store);
  const stage = draw(shell.canvas, store);
  applyWhenResting(store);
  keepSession(store, browserStorage());
  forgetWhenOutdated(store);
  followHash(store);
  runClock(store);
  listenToKeys(store);
  await painted();
  await addPanels(shell, { store, stage, firstMessages: messages });
  void loadExamples().catch((error: unknown) => console.warn(error));
  void findCausesIn(store);
  void learnAllKinds(store);
}

interface Made {
  readonly store: AppStore;
  readonly messages: Messages;
}

async function makeStore(canvas: HTMLCanvasElement): Promise<Made> {
  const link = await contentOf(location.hash);
  const { languages } = navigator;
  if (lastSource(browserStorage()) !== firstExample.id) await loadExamples();
  const { choices, moment } = startOf({ link, storage: browserStorage(), languages });
  const [messages, spec] = await Promise.all([
    loadFirstMessages(choices.locale),
    prepare(choices.spec, choices.text),
    learnKindsOf(choices.text),
  ]);
  const aspect = aspectOf(canvas.clientWidth, canvas.clientHeight);
  const view = { labels: messages.chrome.stage.labels, aspect };
  const notice = spec === choices.spec ? choices.notice : 'other-cluster';
  const store = createAppStore({
    ...choices,
    spec,
    notice,
    view,
    diagnose: undefined,
    timeline: undefined,
  });
  if (moment) store.getState().replay(moment);
  return { store, messages };
}

/** A stage that cannot be drawn keeps nobody from mending the text: the stage's panel will say so. */
function draw(canvas: HTMLCanvasElement, store: AppStore): StageCanvas {
  const stage = stageCanvas(canvas, store);
  try {
    stage.view();
  } catch (error) {
    console.error(error);
  }
  return stage;
}

/** When what has been drawn is on the screen. In a tab that nobody sees that is at once. */
function painted(): Promise<void> {
  return new Promise((done) => {
    if (document.hidden) done();
    else requestAnimationFrame(() => setTimeout(done));
  });
}

interface PanelProps extends Pick<Made, 'store'> {
  readonly stage: StageCanvas;
  readonly firstMessages: Messages;
}

/** Without the panels the picture still stands, and the reader is told. */
async function addPanels(shell: Shell, props: PanelProps): Promise<void> {
  const giveUp = (error: unknown) => {
    console.error(error);
    shell.giveUp(props.firstMessages.chrome);
  };
  try {
    const { showPanels } = await import('./showPanels.tsx');
    showPanels(shell.root, props, giveUp);
  } catch (error) {
    giveUp(error);
  }
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
