import { EditorState, type Extension } from '@codemirror/state';
import { EditorView, showPanel } from '@codemirror/view';
import type { Help } from '../../../i18n/help.ts';
import { fieldCompletion } from './completion.ts';
import { fieldHover } from './hover.ts';

const keysId = 'editor-keys';

/** All help that the editor gives while one writes, in one language. */
export function helping(help: Help): Extension {
  return [
    EditorState.phrases.of(help.phrases),
    fieldCompletion(help),
    fieldHover(help),
    EditorView.contentAttributes.of({ 'aria-describedby': keysId }),
    showPanel.of(() => ({ dom: keysPanel(help), top: false })),
  ];
}

/** The keys that ask for help, in sight where there is a keyboard. */
function keysPanel({ keys }: Help): HTMLElement {
  const panel = document.createElement('p');
  panel.id = keysId;
  panel.className = 'editor-keys quiet';
  panel.textContent = keys(/Mac|iP(?:hone|ad)/.test(navigator.platform) ? '⌘' : 'Ctrl');
  return panel;
}
