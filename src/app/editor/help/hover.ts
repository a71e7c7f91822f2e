import { Prec, type Extension } from '@codemirror/state';
import {
  activateHover,
  closeHoverTooltips,
  EditorView,
  hasHoverTooltips,
  hoverTooltip,
  keymap,
  ViewPlugin,
} from '@codemirror/view';
import type { Help } from '../../../i18n/help.ts';
import { aboutAt, spoken } from './about.ts';
import { cardOf } from './card.ts';

/** What the field under the pointer means, or at the cursor after Ctrl+I or Cmd+I; then it is spoken, too. Escape closes it. */
export function fieldHover(help: Help): Extension {
  const hover = hoverTooltip((view, offset) => {
    const found = aboutAt(view.state.sliceDoc(), offset, help);
    if (!found) return null;
    const { about, span } = found;
    return { pos: span.from, end: span.to, above: true, create: () => ({ dom: cardOf(about) }) };
  });

  const explain = (view: EditorView): boolean => {
    const { head } = view.state.selection.main;
    const found = aboutAt(view.state.sliceDoc(), head, help);
    view.dispatch({ effects: EditorView.announce.of(found ? spoken(found.about) : help.unknown) });
    activateHover(view, head, 1, {
      tooltip: hover,
      until: ({ docChanged, selection }) => docChanged || selection !== undefined,
    });
    return true;
  };

  return [hover, Prec.high(keymap.of([{ key: 'Mod-i', run: explain }])), closedByEscape];
}

/** Wherever the focus is: what the pointer has opened must not need the pointer to go away. */
const closedByEscape = ViewPlugin.define((view) => {
  const close = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !hasHoverTooltips(view.state)) return;
    event.preventDefault();
    event.stopPropagation();
    view.dispatch({ effects: closeHoverTooltips });
  };
  document.addEventListener('keydown', close, true);
  return { destroy: () => document.removeEventListener('keydown', close, true) };
});
