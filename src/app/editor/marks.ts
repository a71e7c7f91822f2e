import { StateEffect, StateField, type EditorState, type Range } from '@codemirror/state';
import { Decoration, EditorView, type DecorationSet } from '@codemirror/view';
import type { Span } from '../../sim/manifest/types.ts';

/** Why a line is marked: it caused the hop, it could not be read, or the learner asked to see it. */
export type MarkKind = 'cause' | 'error' | 'warning' | 'revealed';

export interface Mark extends Span {
  readonly kind: MarkKind;
}

/** Replaces all marks of the given kinds. */
export const setMarks = StateEffect.define<{
  readonly kinds: readonly MarkKind[];
  readonly marks: readonly Mark[];
}>();

/** A whole document is no place: of long spans only the beginning is marked. */
const linesMax = 40;

const decorations: Readonly<Record<MarkKind, Decoration>> = {
  cause: Decoration.line({ class: 'cm-cause', kind: 'cause' }),
  error: Decoration.line({ class: 'cm-bad cm-bad-error', kind: 'error' }),
  warning: Decoration.line({ class: 'cm-bad cm-bad-warning', kind: 'warning' }),
  revealed: Decoration.line({ class: 'cm-revealed', kind: 'revealed' }),
};

/** Marked lines. They move with the text while somebody types. */
export const markedLines = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (lines, transaction) => {
    let marked = lines.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (!effect.is(setMarks)) continue;
      const { kinds, marks } = effect.value;
      marked = marked.update({
        filter: (_from, _to, line) => !kinds.includes(line.spec['kind'] as MarkKind),
        add: marks.flatMap((mark) => linesOf(transaction.state, mark)),
        sort: true,
      });
    }
    return marked;
  },
  provide: (field) => EditorView.decorations.from(field),
});

function linesOf({ doc }: EditorState, { kind, from, to }: Mark): readonly Range<Decoration>[] {
  const first = doc.lineAt(Math.min(from, doc.length)).number;
  const end = Math.min(Math.max(to, from), doc.length);
  const last = Math.min(doc.lineAt(end).number, first + linesMax - 1);
  return Array.from({ length: last - first + 1 }, (_, index) =>
    decorations[kind].range(doc.line(first + index).from),
  );
}
