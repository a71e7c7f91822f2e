import { tokenBefore, type Field, type Fields, type Token } from './fields.ts';
import { columnOf, lineStart } from './lines.ts';
import type { Span } from './types.ts';

/** Blanks with a tab among them that begin a line, or follow the dash of a list item. */
const tabsAtStart = /(?:^|[\r\n]|-)[ ]*(\t[ \t]*)/g;

/**
 * The first tab where YAML wants an indentation and yaml.v2 takes no tab, be it on an empty or a comment line: in
 * front of keys, items and block texts. The parser is less strict, so this looks closer at what it could read.
 */
export function tabInIndentation(text: string, fields: Fields): Span | undefined {
  let token: Token | undefined;
  let strictness = strictnessBehind(text, undefined);
  for (const match of text.matchAll(tabsAtStart)) {
    const to = match.index + match[0].length;
    const from = to - (match[1] ?? '').length;
    const before = tokenBefore(fields.tokens, from);
    if (before !== token) strictness = strictnessBehind(text, before);
    token = before;
    if (isInBrackets(text, from, token?.field)) continue;
    const isIndentation = match[0].startsWith('-')
      ? token?.from === match.index
      : isTooEarly(text, from, token, strictness);
    if (isIndentation) return { from, to };
  }
  return undefined;
}

/** The tabs that indent the line of an error, or the line before it: the likely cause. `undefined` without any. */
export function tabNear(text: string, position: number): Span | undefined {
  const from = lineStart(text, position);
  return (
    tabsOfLine(text, from) ??
    tabsOfLine(text, lineStart(text, text.slice(0, from).trimEnd().length))
  );
}

/** Up to which column a tab at a line's beginning is wrong, once a token has begun. */
interface Strictness {
  /** Before its end. */
  readonly within: number;
  /** Behind it, up to `until`; from there on every tab is wrong. */
  readonly behind: number;
  readonly until: number;
}

const always = Number.POSITIVE_INFINITY;

function strictnessBehind(text: string, token: Token | undefined): Strictness {
  if (!token) return { within: always, behind: always, until: 0 };
  const first = text[token.from];
  if (first === '"' || first === "'") return { within: 0, behind: always, until: token.to };
  if (first === '|' || first === '>')
    return { within: blockIndent(text, token), behind: always, until: token.to };
  const isValue = token.field.span.from === token.from && token.field.span.to === token.to;
  const indent = indentOf(text, token.field) + 1;
  if (!isValue) return { within: indent, behind: always, until: token.to };
  // An unquoted value may go on in further lines, so yaml.v2 reads on through blank ones, as far as a comment.
  const comment = text.indexOf('#', token.to);
  return { within: indent, behind: indent, until: comment === -1 ? text.length : comment };
}

function isTooEarly(
  text: string,
  at: number,
  token: Token | undefined,
  strictness: Strictness,
): boolean {
  const column = columnOf(text, at);
  if (token && at < token.to) return column < strictness.within;
  return at >= strictness.until || column < strictness.behind;
}

/** The column of the map or list that a value belongs to. */
function indentOf(text: string, { parent }: Field): number {
  return parent ? columnOf(text, parent.span.from) : -1;
}

const blockHead = /^[|>][-+]?([0-9]?)[^\r\n]*[\r\n]+(?:[ ]*[\r\n])*([ ]*)(\t?)/;

/** The columns of a block text that only spaces may fill: all before its first line, and those of a tab there. */
function blockIndent(text: string, token: Token): number {
  const [, explicit = '', spaces = '', tab = ''] =
    blockHead.exec(text.slice(token.from, token.to)) ?? [];
  if (explicit !== '') return 0;
  return tab === '' ? spaces.length : always;
}

function isInBrackets(text: string, at: number, field: Field | undefined): boolean {
  for (let around = field; around; around = around.parent) {
    const first = text[around.span.from];
    if ((first === '{' || first === '[') && around.span.from < at && at < around.span.to)
      return true;
  }
  return false;
}

function tabsOfLine(text: string, from: number): Span | undefined {
  const [line = '', before = ''] = /^( *(?:- *)*)\t+/.exec(text.slice(from, from + 200)) ?? [];
  return line === '' ? undefined : { from: from + before.length, to: from + line.length };
}
