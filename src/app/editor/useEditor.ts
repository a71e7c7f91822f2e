import { useEffect, useState, type RefObject } from 'react';
import { flushSync } from 'react-dom';
import { useAppStore, useChrome } from '../context/app.ts';
import type { Editor } from './codemirror.ts';

/**
 * CodeMirror, as soon as it has been downloaded: it takes the place of the textarea with its text, selection and focus.
 * `undefined` until then, and for good where the download fails: the textarea does all that is needed.
 */
export function useEditor(
  host: RefObject<HTMLElement | null>,
  textarea: RefObject<HTMLTextAreaElement | null>,
): Editor | undefined {
  const store = useAppStore();
  const {
    locale,
    editor: { label },
  } = useChrome();
  const [editor, setEditor] = useState<Editor>();

  useEffect(() => {
    let isGone = false;
    let created: Editor | undefined;
    const start = async () => {
      const { createEditor } = await import('./codemirror.ts');
      await composed(textarea.current);
      if (isGone || !host.current) return;
      const { write, setCursor } = store.getState();
      created = createEditor({
        parent: host.current,
        text: store.getState().text,
        selection: selectionOf(textarea.current),
        words: { locale, label },
        onWrite: write,
        onCursor: setCursor,
      });
      const hadFocus = document.activeElement === textarea.current;
      // At once: two editors at a time would confuse everybody.
      flushSync(() => setEditor(created));
      if (hadFocus) created.focus();
    };
    start().catch((error: unknown) => console.warn(error));
    return () => {
      isGone = true;
      created?.destroy();
    };
    // One editor for the life of the panel: words are replaced below.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [host, textarea, store]);

  useEffect(() => editor?.setWords({ locale, label }), [editor, locale, label]);
  return editor;
}

function selectionOf(textarea: HTMLTextAreaElement | null) {
  return { from: textarea?.selectionStart ?? 0, to: textarea?.selectionEnd ?? 0 };
}

/** Waits until nobody is in the middle of a Korean syllable in the textarea. */
function composed(textarea: HTMLTextAreaElement | null): Promise<void> {
  if (!textarea || textarea.dataset['composing'] === undefined) return Promise.resolve();
  return new Promise((done) => {
    textarea.addEventListener('compositionend', () => setTimeout(done), { once: true });
  });
}
