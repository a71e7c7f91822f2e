import { EVENT_ID, parseEvents, type Event } from 'js-yaml';
import { construct } from './construct.ts';
import { limits } from './limits.ts';
import type { Json } from './types.ts';

/** So many documents are parsed in one go: few enough that what the parser leaves behind is still at hand. */
const togetherMax = 16;

/**
 * The values of documents, many of which are parsed in one go: the parser takes as long to begin as to read a small document.
 * `undefined` for a document that has to be looked at by itself, be it because the parser stopped at another one.
 */
export function readTogether(texts: readonly string[]): readonly (Json | undefined)[] {
  const values: (Json | undefined)[] = [];
  for (let from = 0; from < texts.length; from += togetherMax)
    values.push(...readFew(texts.slice(from, from + togetherMax)));
  return values;
}

function readFew(texts: readonly string[]): readonly (Json | undefined)[] {
  const plain = texts.map((text) => isPlain(text));
  const joined = texts.map((text, index) => (plain[index] ? `---\n${text}` : '')).join('');
  const documents = documentsIn(joined);
  let next = 0;
  return plain.map((isRead) => (isRead ? valueOf(joined, documents[next++]) : undefined));
}

const startsAtMargin = /^(?:[ ]*(?:#[^\r\n]*)?\r?\n)*[A-Za-z]/;
/** Control characters but for line breaks, marks of byte order, and lines that mean something between documents. */
const special = /[^\P{Cc}\n\r\u0085]|[\ufeff\ufffe\uffff]|\r?\n(?:---|\.\.\.|%)/u;

/** Whether a document means the same with others around it, and needs none of the care that `readPiece` takes. */
function isPlain(text: string): boolean {
  return startsAtMargin.test(text) && !special.test(text);
}

function documentsIn(text: string): readonly (readonly Event[])[] {
  try {
    return cut(parseEvents(text, { maxDepth: limits.depthMax }));
  } catch {
    // Which document it was, and why, is found when each is read by itself.
    return [];
  }
}

function cut(events: readonly Event[]): readonly (readonly Event[])[] {
  const starts = [...events.keys()].filter((at) => events[at]?.type === EVENT_ID.DOCUMENT);
  return starts.map((from, index) => events.slice(from, starts[index + 1]));
}

function valueOf(text: string, events: readonly Event[] | undefined): Json | undefined {
  if (!events) return undefined;
  try {
    const { value, overwrote } = construct(text, events);
    return overwrote ? undefined : value;
  } catch {
    return undefined;
  }
}
