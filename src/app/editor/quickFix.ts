import { forEachDiagnostic, type Diagnostic } from '@codemirror/lint';
import { keymap, type Command, type EditorView } from '@codemirror/view';
import type { EditorProblem } from './codemirror.ts';

/** What CodeMirror hands back of a problem. Its own buttons for actions speak English to screen readers, hence ours. */
interface Fixable extends Diagnostic {
  readonly insert?: string;
}

/** A problem as CodeMirror shows it: with a button that writes what was probably meant. */
export function diagnosticOf({ action, ...said }: EditorProblem): Diagnostic {
  if (!action) return said;
  const { label, insert } = action;
  const fixable: Fixable = {
    ...said,
    insert,
    renderMessage: (view) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'small-button problem-fix';
      button.textContent = label;
      button.addEventListener('click', () => {
        fixFirst(view, (diagnostic) => diagnostic === fixable);
        view.focus();
      });
      const message = document.createElement('span');
      message.append(said.message, button);
      return message;
    },
  };
  return fixable;
}

/** Does what the first problem that is meant offers; `false` when there is none, or when it offers nothing. */
function fixFirst(
  view: EditorView,
  isMeant: (diagnostic: Diagnostic, from: number, to: number) => boolean,
): boolean {
  let change: { from: number; to: number; insert: string } | undefined;
  forEachDiagnostic(view.state, (diagnostic: Fixable, from, to) => {
    const { insert } = diagnostic;
    if (insert !== undefined && isMeant(diagnostic, from, to)) change ??= { from, to, insert };
  });
  if (change) view.dispatch({ changes: change, userEvent: 'input.complete' });
  return change !== undefined;
}

const fixLine: Command = (view) => {
  const { state } = view;
  const line = state.doc.lineAt(state.selection.main.head);
  return fixFirst(view, (_, from, to) => from <= line.to && to >= line.from);
};

/** Ctrl or Cmd with a full stop mends the cursor's line, as in other editors. */
export const fixKey = keymap.of([{ key: 'Mod-.', run: fixLine }]);
