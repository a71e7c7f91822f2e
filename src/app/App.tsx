import { lazy, Suspense, useEffect, useState } from 'react';
import { loadMessages, type Messages } from '../i18n/index.ts';
import { MessagesContext, StoreContext, useApp } from './context/app.ts';
import { StageContext } from './context/stage.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Caption } from './panels/Caption.tsx';
import { EditorPanel } from './panels/EditorPanel.tsx';
import { Header } from './panels/Header.tsx';
import { NoticeBar } from './panels/NoticeBar.tsx';
import { PanelTabs } from './panels/PanelTabs.tsx';
import { RequestBar } from './panels/RequestBar.tsx';
import { StagePanel } from './panels/StagePanel.tsx';
import { Timeline } from './panels/Timeline.tsx';
import type { StageCanvas } from './stage/stageCanvas.ts';
import type { AppStore } from './store/store.ts';

/** Nothing of it is needed for the first picture, so it is downloaded after that. */
const Details = lazy(async () => {
  const { Details: loaded } = await import('./panels/Details.tsx');
  return { default: loaded };
});

const LazyClusterTime = lazy(async () => {
  const { ClusterTime } = await import('./panels/ClusterTime.tsx');
  return { default: ClusterTime };
});

export interface Props {
  readonly store: AppStore;
  readonly stage: StageCanvas;
  readonly firstMessages: Messages;
}

/** The whole page. */
export function App({ store, stage, firstMessages }: Props) {
  return (
    <StoreContext value={store}>
      <StageContext value={stage}>
        <Speaking firstMessages={firstMessages}>
          <Page />
        </Speaking>
      </StageContext>
    </StoreContext>
  );
}

interface SpeakingProps {
  readonly firstMessages: Messages;
  readonly children: React.ReactNode;
}

/** Hands down the words of the chosen language. Another one, and words that are needed late, are downloaded first; until then the page stays as it is. */
function Speaking({ firstMessages, children }: SpeakingProps) {
  const locale = useApp((state) => state.locale);
  const setView = useApp((state) => state.setView);
  const [messages, setMessages] = useState(firstMessages);

  useEffect(() => {
    let isOld = false;
    const speak = (loaded: Messages) => !isOld && setMessages(loaded);
    loadMessages(locale).then(speak, (error: unknown) => console.warn(error));
    return () => {
      isOld = true;
    };
  }, [locale]);

  useEffect(() => {
    document.documentElement.lang = messages.chrome.locale;
    setView({ labels: messages.chrome.stage.labels });
  }, [messages, setView]);

  return <MessagesContext value={messages}>{children}</MessagesContext>;
}

function Page() {
  const panel = useApp((state) => state.panel);
  return (
    <div className="app" data-panel={panel}>
      <ErrorBoundary>
        <Header />
      </ErrorBoundary>
      <ErrorBoundary>
        <NoticeBar />
      </ErrorBoundary>
      <main className="main">
        <ErrorBoundary>
          <EditorPanel />
        </ErrorBoundary>
        <div className="middle">
          <ErrorBoundary>
            <RequestBar />
          </ErrorBoundary>
          <ErrorBoundary>
            <ClusterTime />
          </ErrorBoundary>
          <ErrorBoundary>
            <StagePanel />
          </ErrorBoundary>
        </div>
        <ErrorBoundary>
          <Suspense fallback={<div className="details" />}>
            <Details />
          </Suspense>
        </ErrorBoundary>
        <div className="story">
          <ErrorBoundary>
            <Caption />
          </ErrorBoundary>
          <ErrorBoundary>
            <Timeline />
          </ErrorBoundary>
        </div>
      </main>
      <ErrorBoundary>
        <PanelTabs />
      </ErrorBoundary>
    </div>
  );
}

/** Only once something was done to the cluster does it have a time. */
function ClusterTime() {
  const hasTime = useApp(({ acts }) => acts.length > 0);
  if (!hasTime) return null;
  return (
    <Suspense>
      <LazyClusterTime />
    </Suspense>
  );
}
