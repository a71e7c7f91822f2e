import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

// Colours come from the page's style sheet, so that a change of theme needs no new editor.

const words = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], class: 'yaml-key' },
  { tag: [tags.string, tags.content, tags.attributeValue], class: 'yaml-value' },
  { tag: tags.comment, class: 'yaml-comment' },
  { tag: [tags.punctuation, tags.separator, tags.meta, tags.bracket], class: 'yaml-punctuation' },
  { tag: [tags.typeName, tags.labelName, tags.keyword], class: 'yaml-special' },
]);

/** How the editor looks: everything but colours is in the page's style sheet too. */
export const look = [syntaxHighlighting(words), EditorView.theme({})];
