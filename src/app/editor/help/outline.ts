import type { Span } from '../../../sim/manifest/types.ts';

/** A stretch of the text with what it says: quotes are part of the place, not of the words. */
export interface Word extends Span {
  readonly text: string;
}

/** A field or list item as far as it can be made out while somebody writes it. */
export interface Node {
  /** Absent for list items and the document itself. */
  readonly key?: Word;
  /** Whether the colon is there: until then a name may be a key or a value. */
  readonly hasColon?: boolean;
  /** Whether its value begins on the line of its name. */
  isInline?: boolean;
  /** Whether it stands in brackets. */
  isFlow?: boolean;
  /** What its value looks like: by its first sign, or by the lines below it. */
  shape: 'map' | 'list' | 'scalar' | 'empty';
  /** The fields of a map, the items of a list. */
  readonly children: Node[];
  /** The value of a scalar. */
  value?: Word;
}

/** Deeper nesting than anybody reads. */
const depthMax = 100;

/**
 * Reads one document, YAML or JSON, that need not be correct: what has no sense is left out, and what follows is read on. It
 * goes by indentation and brackets alone, so that a half-written line spoils nothing but itself. Never throws.
 */
export function outlineOf(text: string): Node {
  return new Reader(text).document();
}

/** A line that says something. */
interface Line {
  /** Where its first sign stands, in the text and in the line. */
  readonly at: number;
  readonly indent: number;
  /** Behind its last character. */
  readonly end: number;
}

class Reader {
  readonly #text: string;
  readonly #lines: readonly Line[];
  #next = 0;

  constructor(text: string) {
    this.#text = text;
    this.#lines = linesOf(text);
  }

  document(): Node {
    const root = newNode();
    // Every call passes at least one line, or is the last.
    while (this.#line()) {
      this.#block(root, 0, 0);
      this.#next++;
    }
    return root;
  }

  #line(): Line | undefined {
    return this.#lines[this.#next];
  }

  /** Reads the lines that are indented by at least `least` as the value of `node`. */
  #block(node: Node, least: number, depth: number): void {
    const first = this.#line();
    if (!first || first.indent < least || depth > depthMax) return;
    if (this.#isDash(first.at, first.end)) this.#list(node, first.indent, depth);
    else this.#map(node, first, depth);
  }

  #list(node: Node, indent: number, depth: number): void {
    node.shape = 'list';
    for (let line = this.#line(); line && line.indent >= indent; line = this.#line()) {
      if (line.indent > indent) this.#next++;
      else if (!this.#isDash(line.at, line.end)) return;
      else this.#item(node, line, depth);
    }
  }

  #item(list: Node, { at, end, indent }: Line, depth: number): void {
    const item = newNode();
    list.children.push(item);
    const inside = this.#skipProperties(skipBlanks(this.#text, at + 1, end), end);
    if (inside < end) {
      // What stands behind the dash is a block of its own, further to the right.
      const rest: Line = { at: inside, end, indent: indent + (inside - at) };
      this.#nested(item, rest, indent + 1, depth + 1);
      return;
    }
    this.#next++;
    this.#block(item, indent + 1, depth + 1);
  }

  #nested(item: Node, rest: Line, least: number, depth: number): void {
    if (depth > depthMax) this.#next++;
    else if (this.#isDash(rest.at, rest.end)) {
      item.shape = 'list';
      this.#item(item, rest, depth);
      if (this.#line()?.indent === rest.indent) this.#block(item, rest.indent, depth);
    } else {
      this.#map(item, rest, depth);
      // A line less indented than the first key still belongs to the item; what it is cannot be told.
      while ((this.#line()?.indent ?? -1) >= least && !this.#isDashAt(least - 1)) this.#next++;
    }
  }

  #isDashAt(indent: number): boolean {
    const line = this.#line();
    return line?.indent === indent && this.#isDash(line.at, line.end);
  }

  #map(node: Node, first: Line, depth: number): void {
    const { indent } = first;
    let line: Line | undefined = first;
    while (line?.indent === indent && !(line !== first && this.#isDash(line.at, line.end))) {
      this.#entry(node, line, depth);
      // Continued text, or lines indented by mistake: nobody knows whose they are.
      while ((this.#line()?.indent ?? -1) > indent) this.#next++;
      line = this.#line();
    }
  }

  /** One field, or a value that stands by itself. */
  #entry(node: Node, { at, end, indent }: Line, depth: number): void {
    const from = this.#skipProperties(at, end);
    if (isOpening(this.#text[from])) {
      this.#flow(node, from, indent, depth);
      return;
    }
    const key = this.#word(from, end);
    const colon = skipBlanks(this.#text, key.to, end);
    const hasColon = this.#isColon(colon);
    this.#next++;
    if (!hasColon && node.children.length === 0 && node.shape === 'empty') {
      node.shape = 'scalar';
      node.value = key;
      return;
    }
    if (node.shape !== 'list') turnIntoMap(node);
    const child = newNode(key, hasColon);
    node.children.push(child);
    if (hasColon) this.#value(child, colon + 1, end, indent, depth);
  }

  /** What stands behind a colon, and the lines below it. */
  #value(child: Node, behind: number, end: number, indent: number, depth: number): void {
    const at = this.#skipProperties(skipBlanks(this.#text, behind, end), end);
    const sign = this.#text[at];
    if (at >= end) {
      const line = this.#line();
      const least =
        line?.indent === indent && this.#isDash(line.at, line.end) ? indent : indent + 1;
      this.#block(child, least, depth + 1);
    } else if (isOpening(sign)) {
      this.#next--;
      this.#flow(child, at, indent, depth + 1);
    } else {
      child.isInline = true;
      child.shape = 'scalar';
      child.value = sign === '|' || sign === '>' ? this.#rest(at, end) : this.#scalar(at, end);
    }
  }

  /** Anchors and tags say nothing about the value. */
  #skipProperties(at: number, end: number): number {
    const [properties = ''] =
      /^(?:[&!][^\s,[\]{}]*(?:\s+|$))*/.exec(this.#text.slice(at, end)) ?? [];
    return at + properties.length;
  }

  /** The name that begins here: it ends before a colon, if there is one. */
  #word(at: number, end: number): Word {
    if (isQuote(this.#text[at])) return quoted(this.#text, at, end);
    const rest = this.#text.slice(at, end);
    const [name = ''] = /^(?:[^:]|:(?!\s|$))*/.exec(rest) ?? [];
    return this.#rest(at, at + name.length);
  }

  #scalar(at: number, end: number): Word {
    return isQuote(this.#text[at]) ? quoted(this.#text, at, end) : this.#rest(at, end);
  }

  #rest(from: number, end: number): Word {
    const text = this.#text.slice(from, end).trimEnd();
    return { text, from, to: from + text.length };
  }

  #isDash(at: number, end: number): boolean {
    return this.#text[at] === '-' && (at + 1 >= end || /\s/.test(this.#text[at + 1] ?? ''));
  }

  #isColon(at: number): boolean {
    return this.#text[at] === ':' && /^\s?$/.test(this.#text[at + 1] ?? '');
  }

  /**
   * Reads what stands in brackets from `at` on. Brackets that nobody closed end before a line that is indented no more than
   * the field they belong to, for that line is written in block style.
   */
  #flow(node: Node, at: number, indent: number, depth: number): void {
    const end = this.#flowEnd(indent);
    const behind = readFlow(this.#text, { at, end }, node, depth);
    this.#next++;
    while ((this.#line()?.at ?? Infinity) < behind) this.#next++;
  }

  #flowEnd(indent: number): number {
    const isJson = this.#isJson(indent);
    let index = this.#next;
    for (; index + 1 < this.#lines.length; index++) {
      const line = this.#lines[index + 1];
      const closes = /[\]},]/.test(this.#text[line?.at ?? 0] ?? '');
      if (line && line.indent <= indent && !closes && !isJson) break;
    }
    return this.#lines[index]?.end ?? this.#text.length;
  }

  /** A document that begins with a bracket is one all through. */
  #isJson(indent: number): boolean {
    const [first] = this.#lines;
    return (
      indent === 0 && first !== undefined && isOpening(this.#text[first.at]) && this.#next === 0
    );
  }
}

interface Cursor {
  at: number;
  readonly end: number;
}

/** Reads a map or list in brackets into `node`; returns where it ends. */
function readFlow(text: string, cursor: Cursor, node: Node, depth: number): number {
  const isList = text[cursor.at] === '[';
  node.shape = isList ? 'list' : 'map';
  node.isFlow = true;
  cursor.at++;
  for (;;) {
    cursor.at = skipFlowBlanks(text, cursor.at, cursor.end);
    const sign = text[cursor.at];
    if (cursor.at >= cursor.end || sign === undefined) return cursor.at;
    if (sign === ']' || sign === '}') return ++cursor.at;
    if (sign === ',' || sign === ':') cursor.at++;
    else if (isList) {
      const item = newNode();
      node.children.push(item);
      readFlowValue(text, cursor, item, depth);
    } else readFlowEntry(text, cursor, node, depth);
  }
}

function readFlowEntry(text: string, cursor: Cursor, node: Node, depth: number): void {
  if (isOpening(text[cursor.at])) {
    readFlowValue(text, cursor, newNode(), depth);
    return;
  }
  const key = flowWord(text, cursor, /^(?:[^,:[\]{}\r\n]|:(?![\s,[\]{}]|$))*/);
  const colon = skipFlowBlanks(text, cursor.at, cursor.end);
  const hasColon = text[colon] === ':' && colon < cursor.end;
  const child = newNode(key, hasColon);
  node.children.push(child);
  if (!hasColon) return;
  child.isInline = true;
  cursor.at = skipFlowBlanks(text, colon + 1, cursor.end);
  if (cursor.at < cursor.end && !/[,\]}]/.test(text[cursor.at] ?? ''))
    readFlowValue(text, cursor, child, depth);
}

function readFlowValue(text: string, cursor: Cursor, node: Node, depth: number): void {
  if (isOpening(text[cursor.at]) && depth < depthMax) {
    cursor.at = readFlow(text, cursor, node, depth + 1);
    return;
  }
  const before = cursor.at;
  node.shape = 'scalar';
  node.value = flowWord(text, cursor, /^[^,[\]{}\r\n]*/);
  // Whatever it was: reading goes on behind it.
  if (cursor.at === before) cursor.at++;
}

function flowWord(text: string, cursor: Cursor, plain: RegExp): Word {
  const from = cursor.at;
  if (isQuote(text[from])) {
    const word = quoted(text, from, lineEnd(text, from, cursor.end));
    cursor.at = word.to;
    return word;
  }
  const [found = ''] = plain.exec(text.slice(from, cursor.end)) ?? [];
  const words = found.replace(/\s+#.*$/, '').trimEnd();
  cursor.at = from + words.length;
  return { text: words, from, to: cursor.at };
}

/** What stands in quotes; without a closing quote it ends with the line. */
function quoted(text: string, from: number, end: number): Word {
  const quote = text[from];
  let to = from + 1;
  while (to < end && text[to] !== quote) to += quote === '"' && text[to] === '\\' ? 2 : 1;
  const inside = text.slice(from + 1, Math.min(to, end));
  return { text: inside, from, to: Math.min(to + 1, end) };
}

/** Lines that say something: without blanks, comments and the text of block scalars. */
function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  /** The indentation whose deeper lines are the text of a block scalar. */
  let literal: number | undefined;
  for (let from = 0; from < text.length;) {
    const end = lineEnd(text, from, text.length);
    const at = skipBlanks(text, from, end);
    const indent = at - from;
    const isText = literal !== undefined && (at === end || indent > literal);
    if (!isText) {
      literal = undefined;
      const behind = withoutComment(text, at, end);
      if (at < behind) {
        lines.push({ at, end: behind, indent });
        if (/(?:^|[:-]\s+)(?:[&!]\S+\s+)*[|>][-+\d]*$/.test(text.slice(at, behind)))
          literal = indent + dashesOf(text.slice(at, behind));
      }
    }
    from = end + 1;
  }
  return lines;
}

/** How far the dashes before a key indent it. */
function dashesOf(line: string): number {
  return /^(?:-\s+)*(?=[^-\s].*:)/.exec(line)?.[0].length ?? 0;
}

function withoutComment(text: string, at: number, end: number): number {
  let quote: string | undefined;
  for (let index = at; index < end; index++) {
    const sign = text[index];
    if (quote !== undefined) {
      if (quote === '"' && sign === '\\') index++;
      else if (sign === quote) quote = undefined;
    } else if (isQuote(sign) && /^$|[\s,:[{]/.test(index === at ? '' : (text[index - 1] ?? '')))
      quote = sign;
    else if (sign === '#' && (index === at || /\s/.test(text[index - 1] ?? '')))
      return trimmedEnd(text, at, index);
  }
  return trimmedEnd(text, at, end);
}

function trimmedEnd(text: string, from: number, end: number): number {
  let to = end;
  while (to > from && /\s/.test(text[to - 1] ?? '')) to--;
  return to;
}

/** Where the line ends, before its line break. */
function lineEnd(text: string, from: number, limit: number): number {
  const found = text.indexOf('\n', from);
  return found === -1 ? limit : Math.min(found, limit);
}

function skipBlanks(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && /[ \t\r\ufeff]/.test(text[at] ?? '')) at++;
  return at;
}

function skipFlowBlanks(text: string, from: number, end: number): number {
  let at = from;
  while (at < end) {
    if (/\s/.test(text[at] ?? '')) at++;
    else if (text[at] === '#' && /\s/.test(text[at - 1] ?? '')) at = lineEnd(text, at, end);
    else break;
  }
  return at;
}

function isOpening(sign: string | undefined): boolean {
  return sign === '{' || sign === '[';
}

function isQuote(sign: string | undefined): boolean {
  return sign === '"' || sign === "'";
}

function newNode(key?: Word, hasColon?: boolean): Node {
  return { ...(key && { key, hasColon: hasColon === true }), shape: 'empty', children: [] };
}

/** A text that turned out to be the first of several keys. */
function turnIntoMap(node: Node): void {
  if (node.value && node.shape === 'scalar') node.children.push(newNode(node.value, false));
  delete node.value;
  node.shape = 'map';
}
