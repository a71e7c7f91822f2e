import { useEffect, useRef } from 'react';
import { plain } from '../../i18n/phrase.ts';
import { captionOf, type Caption as CaptionContent } from '../caption/caption.ts';
import { useApp, useAppStore, useChrome, useMessages } from '../context/app.ts';
import { PhraseText } from '../parts/PhraseText.tsx';
import { selectHop, selectIsOver, selectIsStale, selectTrace } from '../store/derived.ts';

/** The sentence under the stage, and the same for those who listen. */
export function Caption() {
  const caption = useCaption();
  const { caption: words } = useChrome();
  const isStale = useApp(selectIsStale);
  return (
    <section className="caption" aria-label={words.label}>
      <p className="caption-text" data-about={caption.about}>
        {caption.heading !== '' && <strong className="caption-heading">{caption.heading}</strong>}{' '}
        <PhraseText phrase={caption.sentence} />
      </p>
      {isStale && <p className="caption-stale">{words.stale}</p>}
      <Announcement caption={caption} isStale={isStale} />
    </section>
  );
}

function useCaption(): CaptionContent {
  const messages = useMessages();
  const store = useAppStore();
  // What a caption depends on; the caption itself is a new object each time.
  useApp(selectHop);
  useApp(selectIsOver);
  useApp(selectTrace);
  useApp(({ from }) => from);
  useApp(({ to }) => to);
  useApp(({ applied }) => applied);
  return captionOf(messages, store.getState());
}

/** While the film plays, hops pass faster than they can be read out: only where it rests, it speaks. */
function Announcement({ caption, isStale }: { caption: CaptionContent; isStale: boolean }) {
  const playing = useApp((state) => state.playing);
  const { caption: words } = useChrome();
  const parts = [caption.heading, plain(caption.sentence), isStale ? words.stale : ''];
  const spoken = parts.filter((part) => part !== '').join(' ');
  const said = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (!playing && said.current) said.current.textContent = spoken;
  }, [playing, spoken]);
  return <p ref={said} className="visually-hidden" aria-live="polite" />;
}
