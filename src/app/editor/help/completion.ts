import {
  autocompletion,
  pickedCompletion,
  startCompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import type { Extension } from '@codemirror/state';
import type { EditorView, Rect } from '@codemirror/view';
import type { Help } from '../../../i18n/help.ts';
import { described } from './about.ts';
import { meaning } from './card.ts';
import { offersAt, type Offer } from './offers.ts';

/** Offers what may stand at the cursor, as one types a word or asks with Ctrl+Space. */
export function fieldCompletion(help: Help): Extension {
  const source = ({ state, pos, explicit }: CompletionContext): CompletionResult | null => {
    const found = offersAt(state.sliceDoc(), pos);
    if (!found) return null;
    const typed = state.sliceDoc(found.from, pos);
    // Who has not begun a word, or has finished it, means the Enter key as it is.
    const isFinished = found.offers.some(({ label }) => label === typed);
    if (!explicit && (typed === '' || isFinished)) return null;
    return { from: found.from, options: found.offers.map((offer) => optionOf(offer, help)) };
  };
  return autocompletion({ override: [source], icons: false, positionInfo: besideOrBelow });
}

/** How far it keeps from the edge of the window, in pixels. */
const edge = 4;

/** Where the meaning of an option has no room beside the list, it must not cover the list either. */
function besideOrBelow(
  _: EditorView,
  list: Rect,
  option: Rect,
  info: Rect,
  space: Rect,
): { readonly style: string } {
  const width = info.right - info.left;
  const height = info.bottom - info.top;
  if (space.right - list.right >= width) {
    const top = Math.min(option.top, space.bottom - height) - list.top;
    return { style: `left: 100%; top: ${top}px` };
  }
  const left = Math.min(0, space.right - edge - list.left - width);
  const side = space.bottom - list.bottom >= height ? 'top' : 'bottom';
  return { style: `left: ${left}px; ${side}: 100%` };
}

function optionOf(offer: Offer, help: Help): Completion {
  const { label, field, remark } = offer;
  const { type, text } = field ? described(field, help) : { type: remark, text: undefined };
  return {
    label,
    ...(type !== undefined && { detail: type }),
    ...(text !== undefined && { info: () => meaning(text) }),
    apply: (view, completion) => take(view, completion, offer),
  };
}

/** The place is looked up again: more may have been typed since it was offered. */
function take(view: EditorView, completion: Completion, { text, leadsOn }: Offer): void {
  const { head } = view.state.selection.main;
  const span = offersAt(view.state.sliceDoc(), head)?.span ?? { from: head, to: head };
  view.dispatch({
    changes: { ...span, insert: text },
    selection: { anchor: span.from + text.length },
    scrollIntoView: true,
    annotations: pickedCompletion.of(completion),
    userEvent: 'input.complete',
  });
  if (leadsOn) startCompletion(view);
}
