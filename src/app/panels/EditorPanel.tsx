import { useEffect, useMemo, useRef } from 'react';
import { plain } from '../../i18n/phrase.ts';
import { spansOf } from '../cause/causes.ts';
import { useApp, useAppStore, useChrome } from '../context/app.ts';
import { changeBetween } from '../editor/change.ts';
import type { Editor, EditorProblem } from '../editor/codemirror.ts';
import { useEditor } from '../editor/useEditor.ts';
import { useProblems } from '../editor/useProblems.ts';
import { ErrorBoundary } from '../ErrorBoundary.tsx';
import { selectCauses, selectWorld } from '../store/derived.ts';
import { LitBoxes } from './LitBoxes.tsx';
import { Problems } from './Problems.tsx';

/** The manifests, and what is wrong with them. */
export function EditorPanel() {
  const { editor: words } = useChrome();
  return (
    <section className="manifests" id="manifests" aria-label={words.panel}>
      <ManifestEditor />
      <div className="editor-foot">
        <ErrorBoundary>
          <Problems />
        </ErrorBoundary>
        <ErrorBoundary>
          <LitBoxes />
        </ErrorBoundary>
      </div>
    </section>
  );
}

function ManifestEditor() {
  const { editor: words } = useChrome();
  const host = useRef<HTMLDivElement>(null);
  const textarea = useRef<HTMLTextAreaElement>(null);
  const editor = useEditor(host, textarea);
  return (
    <div className="editor" ref={host}>
      {editor ? (
        <Wiring editor={editor} />
      ) : (
        <PlainEditor label={words.label} textarea={textarea} />
      )}
    </div>
  );
}

interface PlainEditorProps {
  readonly label: string;
  readonly textarea: React.RefObject<HTMLTextAreaElement | null>;
}

/** What one writes in until CodeMirror is there. */
function PlainEditor({ label, textarea }: PlainEditorProps) {
  const text = useApp((state) => state.text);
  const { write } = useAppStore().getState();
  useForeignPlainText(textarea);
  return (
    <textarea
      ref={textarea}
      className="plain-editor"
      aria-label={label}
      spellCheck={false}
      value={text}
      onChange={({ target }) => write(target.value)}
      onCompositionStart={({ currentTarget }) => {
        currentTarget.dataset['composing'] = '';
      }}
      onCompositionEnd={({ currentTarget }) => {
        delete currentTarget.dataset['composing'];
      }}
    />
  );
}

/** Writes a change made elsewhere as if it were typed: only then the browser can undo it. React writes all others. */
function useForeignPlainText(textarea: PlainEditorProps['textarea']): void {
  const store = useAppStore();
  useEffect(
    () =>
      store.subscribe((state, previous) => {
        const element = textarea.current;
        if (state.opened === previous.opened || element?.value !== previous.text) return;
        if (state.source !== previous.source) return;
        const { from, to, insert } = changeBetween(previous.text, state.text);
        element.focus();
        element.setSelectionRange(from, to);
        document.execCommand('insertText', false, insert);
      }),
    [textarea, store],
  );
}

/** Keeps the editor up to date with the store. */
function Wiring({ editor }: { readonly editor: Editor }) {
  useForeignText(editor);
  useDiagnostics(editor);
  useCauses(editor);
  useRevealed(editor);
  return null;
}

/** A text that did not come from the editor itself: an example, a link, the original brought back. */
function useForeignText(editor: Editor): void {
  const store = useAppStore();
  useEffect(
    () =>
      store.subscribe((state, previous) => {
        if (state.opened !== previous.opened)
          editor.setText(state.text, state.source !== previous.source);
      }),
    [editor, store],
  );
}

function useDiagnostics(editor: Editor): void {
  const { problems: words } = useChrome();
  const problems = useProblems();
  const text = useApp((state) => selectWorld(state).manifest.text);
  useEffect(() => {
    const said = problems.map(({ span, severity, sentence, fix }): EditorProblem => {
      const action = fix && { label: words.fix(fix.name), insert: fix.insert };
      return { ...span, severity, message: plain(sentence), action };
    });
    editor.setProblems(text, said);
  }, [editor, problems, text, words]);
}

function useCauses(editor: Editor): void {
  const refs = useApp(selectCauses);
  const world = useApp(selectWorld);
  const spans = useMemo(() => spansOf(world, refs), [world, refs]);
  // While the film plays, lines light up where they are; where it rests, they are shown.
  const isResting = useApp(({ playing }) => !playing);
  // On a phone the editor may be opened later than that.
  const isOpened = useApp(({ panel }) => panel === 'manifest');
  useEffect(() => editor.setCauses(spans, isResting), [editor, spans, isResting, isOpened]);
}

function useRevealed(editor: Editor): void {
  const revealed = useApp((state) => state.revealed);
  useEffect(() => {
    if (revealed) editor.reveal(revealed);
  }, [editor, revealed]);
}
