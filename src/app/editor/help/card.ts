import type { About } from './about.ts';

/** What there is to say about a field, to be looked at. */
export function cardOf({ path, type, remarks, text }: About): HTMLElement {
  const card = element('div', 'field-help');
  const head = element('p', 'field-help-head');
  head.append(element('code', '', path), ' ', element('span', 'quiet', type));
  card.append(head);
  if (text !== undefined) card.append(meaning(text));
  for (const remark of remarks) card.append(element('p', 'quiet', remark));
  return card;
}

/** A text in which backquotes set words as code. */
export function meaning(text: string): HTMLElement {
  const paragraph = element('p', 'field-help-text');
  for (const [index, part] of text.split('`').entries())
    paragraph.append(index % 2 === 0 ? part : element('code', '', part));
  return paragraph;
}

function element(name: string, className: string, text = ''): HTMLElement {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}
