import { isolateHistory } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { lintGutter, setDiagnostics } from '@codemirror/lint';
import { Compartment, EditorSelection, EditorState, type Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { basicSetup } from 'codemirror';
import { loadHelp } from '../../i18n/help.ts';
import type { Span } from '../../sim/manifest/types.ts';
import { changeBetween } from './change.ts';
import { helping } from './help/index.ts';
import { yamlIndent } from './indent.ts';
import { look } from './look.ts';
import { markedLines, setMarks, type Mark } from './marks.ts';
import { diagnosticOf, fixKey } from './quickFix.ts';

/** The reader's language, and what the editor is called in it. Its other words are downloaded with the editor. */
export interface EditorWords {
  readonly locale: string;
  readonly label: string;
}

export interface EditorOptions {
  readonly parent: HTMLElement;
  readonly text: string;
  readonly selection: Span;
  readonly words: EditorWords;
  /** The text after each change made by the learner. */
  readonly onWrite: (text: string) => void;
  /** Where the cursor is; `undefined` when the learner left. */
  readonly onCursor: (cursor: number | undefined) => void;
}

/** What is wrong with a stretch of the text. */
export interface EditorProblem extends Span {
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** What to write there instead, and the words on the button that does. */
  readonly action: { readonly label: string; readonly insert: string } | undefined;
}

/** The editor, as far as the rest of the app knows it. */
export interface Editor {
  /** Another text. With `fresh` its history begins anew, otherwise the change can be undone. */
  setText(text: string, fresh: boolean): void;
  setWords(words: EditorWords): void;
  /** Replaces the lines that caused what is on the stage. With `show`, the first comes into view, unless somebody is writing. */
  setCauses(spans: readonly Span[], show: boolean): void;
  /** Replaces what is said about `text`; nothing happens while the editor holds another one. */
  setProblems(text: string, problems: readonly EditorProblem[]): void;
  /** Scrolls to a span and marks its lines. */
  reveal(span: Span): void;
  focus(): void;
  destroy(): void;
}

/** Such a change is undone by itself, and not together with what was typed just before. */
const alone = isolateHistory.of('full');

/** Puts CodeMirror into `parent`. */
export function createEditor(options: EditorOptions): Editor {
  const { parent, text, onWrite, onCursor } = options;
  const wordsSlot = new Compartment();
  let { words } = options;
  let spoken: Extension = called(words.label);

  const report = EditorView.updateListener.of(
    ({ docChanged, selectionSet, focusChanged, state, view: shown }) => {
      if (docChanged && !isReplacing) onWrite(state.sliceDoc());
      if (docChanged || selectionSet || focusChanged) {
        onCursor(shown.hasFocus ? state.selection.main.head : undefined);
      }
    },
  );
  let isReplacing = false;
  const replacing = (change: () => void) => {
    isReplacing = true;
    change();
    isReplacing = false;
  };

  const stateOf = (doc: string, selection?: Span) =>
    EditorState.create({
      doc,
      ...(selection && { selection: EditorSelection.single(selection.from, selection.to) }),
      extensions: [
        yamlIndent,
        basicSetup,
        yaml(),
        lintGutter(),
        fixKey,
        look,
        markedLines,
        report,
        wordsSlot.of(spoken),
      ],
    });

  const view = new EditorView({ parent, state: stateOf(text, options.selection) });
  // The text can be scrolled with the keyboard even where nobody writes in it.
  view.scrollDOM.tabIndex = 0;

  const speak = (extension: Extension) => {
    spoken = extension;
    view.dispatch({ effects: wordsSlot.reconfigure(spoken) });
  };
  const learn = async ({ locale, label }: EditorWords) => {
    const help = await loadHelp(locale);
    if (words.locale === locale) speak([called(label), helping(help)]);
  };
  const learnInTime = () => learn(words).catch((error: unknown) => console.warn(error));
  void learnInTime();

  return {
    setText: (next, fresh) =>
      replacing(() => {
        if (fresh) {
          view.setState(stateOf(next));
          // Another text is read from its beginning, not from where the last one was left.
          view.dispatch({ effects: EditorView.scrollIntoView(0) });
        } else
          view.dispatch({
            changes: changeBetween(view.state.sliceDoc(), next),
            annotations: alone,
          });
      }),
    setWords: (next) => {
      words = next;
      void learnInTime();
    },
    setCauses: (spans, show) => {
      const marks = spans.map((span): Mark => ({ ...span, kind: 'cause' }));
      view.dispatch({ effects: setMarks.of({ kinds: ['cause'], marks }) });
      const [first] = spans;
      if (!show || !first || view.hasFocus || first.from > view.state.doc.length) return;
      bringIntoView(view, first.from);
    },
    setProblems: (about, problems) => {
      const { state } = view;
      if (state.doc.length !== about.length || state.sliceDoc() !== about) return;
      const marks = problems.map(({ from, to, severity }): Mark => {
        return { from, to, kind: severity === 'error' ? 'error' : 'warning' };
      });
      view.dispatch(setDiagnostics(state, problems.map(diagnosticOf)));
      view.dispatch({ effects: setMarks.of({ kinds: ['error', 'warning'], marks }) });
    },
    reveal: (span) => {
      const from = Math.min(span.from, view.state.doc.length);
      const to = Math.min(span.to, view.state.doc.length);
      view.dispatch({
        effects: [
          EditorView.scrollIntoView(from, { y: 'center' }),
          setMarks.of({ kinds: ['revealed'], marks: [{ from, to, kind: 'revealed' }] }),
        ],
      });
    },
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  };
}

/** Scrolls only if it must. An editor that has just been shown does not know the height of its lines yet, so it is asked later. */
function bringIntoView(view: EditorView, offset: number): void {
  view.requestMeasure({
    key: bringIntoView,
    read: () => {
      const { scrollTop, clientHeight } = view.scrollDOM;
      const { top, bottom } = view.lineBlockAt(Math.min(offset, view.state.doc.length));
      const isInView = top >= scrollTop && bottom <= scrollTop + clientHeight;
      return isInView ? scrollTop : (top + bottom - clientHeight) / 2;
    },
    write: (scrollTop) => {
      if (view.scrollDOM.scrollTop !== scrollTop) view.scrollDOM.scrollTop = scrollTop;
    },
  });
}

function called(label: string): Extension {
  return EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false' });
}
