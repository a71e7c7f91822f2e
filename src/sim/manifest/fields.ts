import {
  COLLECTION_STYLE,
  EVENT_ID,
  SCALAR_STYLE,
  type AliasEvent,
  type Event,
  type MappingEvent,
  type ScalarEvent,
  type SequenceEvent,
} from 'js-yaml';
import { limits } from './limits.ts';
import { fieldOf, itemOf } from './path.ts';
import { isMergeKey, readKey, spanOf, type Source } from './scalarEvent.ts';
import { tagHandles } from './tag.ts';
import type { FieldPath, Span } from './types.ts';

/** A field as it is written: its place, and the way from it to the fields of its value. */
export interface Field {
  readonly path: FieldPath;
  /** The field around it in the text; `undefined` for the whole document. */
  readonly parent: Field | undefined;
  /** Its name; `undefined` for list items and the whole document. */
  readonly key: Span | undefined;
  /** Its value. A map or list in block style ends with its last field; a missing value is empty and follows the colon. */
  span: Span;
  /** Fields of its value, wherever they are written: behind an alias or a merge key they belong to another field. */
  members: Members;
}

type Members = ReadonlyMap<string | number, Field>;

/** A stretch of text that belongs to one field: a key, a scalar, an alias, a dash or a bracket. */
export interface Token extends Span {
  readonly field: Field;
}

/** A place where a key stands that its map holds more than once. */
export interface DuplicateKey {
  readonly key: string;
  readonly span: Span;
}

/** The fields of one document and where they are, in offsets of its piece. */
export interface Fields {
  readonly root: Field;
  /** In order of place, never overlapping. */
  readonly tokens: readonly Token[];
  readonly duplicates: readonly DuplicateKey[];
}

/** The index of the last token that begins at or before an offset; -1 when there is none. */
export function tokenIndexBefore(tokens: Fields['tokens'], at: number): number {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle] as Token).from <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The last token that begins at or before an offset. */
export function tokenBefore(tokens: Fields['tokens'], at: number): Token | undefined {
  return tokens[tokenIndexBefore(tokens, at)];
}

/** Finds the fields of a document that `construct` could read, from the same events. */
export function findFields(text: string, events: readonly Event[]): Fields {
  const [document] = events;
  const handles =
    document?.type === EVENT_ID.DOCUMENT ? tagHandles(document) : new Map<string, string>();
  return new FieldWalk({ text, handles }, events).document();
}

/** A map on its way. */
interface Entries {
  readonly field: Field;
  readonly members: Map<string | number, Field>;
  /** Where each key that is written in this very map stands first. */
  readonly written: Map<string, DuplicateKey>;
}

class FieldWalk {
  private readonly source: Source;
  private readonly events: readonly Event[];
  private next = 1;
  /** Behind the last thing passed. */
  private place = 0;
  private readonly tokens: Token[] = [];
  private readonly duplicates = new Set<DuplicateKey>();
  private readonly anchors = new Map<string, Field>();
  private readonly anchoredScalars = new Map<string, ScalarEvent>();

  constructor(source: Source, events: readonly Event[]) {
    this.source = source;
    this.events = events;
  }

  document(): Fields {
    const root = newField('', undefined, undefined);
    this.value(root);
    const duplicates = [...this.duplicates].sort((a, b) => a.span.from - b.span.from);
    return { root, tokens: this.tokens, duplicates };
  }

  private value(field: Field): void {
    const event = this.events[this.next++];
    switch (event?.type) {
      case EVENT_ID.SCALAR:
        return this.scalar(event, field);
      case EVENT_ID.SEQUENCE:
        return this.list(event, field);
      case EVENT_ID.MAPPING:
        return this.map(event, field);
      case EVENT_ID.ALIAS:
        return this.alias(event, field);
      default:
        return;
    }
  }

  private alias(event: AliasEvent, field: Field): void {
    field.span = { from: event.anchorStart - 1, to: event.anchorEnd };
    field.members = this.anchors.get(this.anchorName(event))?.members ?? field.members;
    this.pass(field, field.span);
  }

  private scalar(event: ScalarEvent, field: Field): void {
    this.passProperties(event, field);
    field.span = this.scalarSpan(event);
    this.remember(event, field);
    if (event.valueStart !== -1) this.pass(field, field.span);
  }

  private scalarSpan(event: ScalarEvent): Span {
    const span = spanOf(event, this.place);
    if (event.style !== SCALAR_STYLE.LITERAL_BLOCK && event.style !== SCALAR_STYLE.FOLDED_BLOCK)
      return span;
    const from = this.skipBlanks();
    return { from, to: from + this.source.text.slice(from, span.to).trimEnd().length };
  }

  private list(event: SequenceEvent, field: Field): void {
    const items = this.listed(event, field, (index) =>
      newField(itemOf(field.path, index), field, undefined),
    );
    field.members = new Map(items.entries());
  }

  private listed(event: SequenceEvent, field: Field, itemAt: (index: number) => Field): Field[] {
    const items: Field[] = [];
    this.passProperties(event, field);
    this.open(event, field);
    while (!this.closes()) {
      const item = itemAt(items.length);
      if (event.style === COLLECTION_STYLE.BLOCK) this.passSign('-', item);
      this.value(item);
      items.push(item);
      this.passSign(',');
    }
    this.close(event, field);
    return items;
  }

  private map(event: MappingEvent, field: Field): void {
    this.passProperties(event, field);
    this.open(event, field);
    const members = new Map<string | number, Field>();
    const entries: Entries = { field, members, written: new Map() };
    field.members = members;
    while (!this.closes()) {
      this.entry(entries);
      this.passSign(',');
    }
    this.close(event, field);
  }

  private entry(entries: Entries): void {
    this.passSign('?');
    const event = this.events[this.next++];
    if (event?.type === EVENT_ID.SCALAR && isMergeKey(this.source, event))
      return this.merge(event, entries);
    const { key, span } = this.key(event);
    const { field, members, written } = entries;
    const member = newField(fieldOf(field.path, key), field, span);
    this.pass(member, span);
    this.passSign(':');
    this.value(member);
    members.set(key, member);
    const first = written.get(key);
    if (!first) written.set(key, { key, span });
    else if (this.duplicates.size < limits.duplicatePlacesMax)
      this.duplicates.add(first).add({ key, span });
  }

  private key(event: Event | undefined): DuplicateKey {
    if (event?.type === EVENT_ID.SCALAR) {
      if (event.anchorStart !== -1) this.anchoredScalars.set(this.anchorName(event), event);
      return { key: readKey(this.source, event, this.place), span: spanOf(event, this.place) };
    }
    if (event?.type !== EVENT_ID.ALIAS)
      return { key: '', span: { from: this.place, to: this.place } };
    const target = this.anchoredScalars.get(this.anchorName(event));
    const span = { from: event.anchorStart - 1, to: event.anchorEnd };
    return { key: target ? readKey(this.source, target, this.place) : '', span };
  }

  /** The fields of a merged map become members of `field`; those written right here lie on its path. */
  private merge(event: ScalarEvent, { field, members }: Entries): void {
    this.pass(field, spanOf(event));
    this.passSign(':');
    for (const source of this.mergeSources(field).reverse()) {
      for (const [key, member] of source.members) members.set(key, member);
    }
  }

  private mergeSources(field: Field): Field[] {
    const event = this.events[this.next];
    const source = newField(field.path, field, undefined);
    if (event?.type !== EVENT_ID.SEQUENCE) {
      this.value(source);
      return [source];
    }
    this.next++;
    return this.listed(event, source, () => newField(field.path, field, undefined));
  }

  private open(event: SequenceEvent | MappingEvent, field: Field): void {
    field.span = { from: event.start, to: event.start };
    this.remember(event, field);
    if (event.style === COLLECTION_STYLE.FLOW && this.isBracket(event.start)) {
      this.pass(field, { from: event.start, to: event.start + 1 });
    }
  }

  private close(event: SequenceEvent | MappingEvent, field: Field): void {
    this.next++;
    if (event.style === COLLECTION_STYLE.FLOW && this.isBracket(event.start)) {
      const from = this.skipBlanks();
      this.pass(field, { from, to: from + 1 });
    }
    field.span = { from: event.start, to: Math.max(this.place, event.start) };
  }

  private closes(): boolean {
    const event = this.events[this.next];
    return event === undefined || event.type === EVENT_ID.POP;
  }

  /** A pair inside a flow list, `[a: 1]`, is a map in flow style without brackets of its own. */
  private isBracket(at: number): boolean {
    return this.source.text[at] === '{' || this.source.text[at] === '[';
  }

  private pass(field: Field, span: Span): void {
    if (span.to > span.from) this.tokens.push({ from: span.from, to: span.to, field });
    this.place = Math.max(this.place, span.to);
  }

  private passProperties(event: ScalarEvent | SequenceEvent | MappingEvent, field: Field): void {
    const starts = [event.tagStart, event.anchorStart - 1].filter((start) => start >= 0);
    const from = Math.min(...starts);
    const to = Math.max(event.tagEnd, event.anchorEnd);
    if (starts.length > 0 && from >= this.place) this.pass(field, { from, to });
  }

  private passSign(sign: string, field?: Field): void {
    const from = this.skipBlanks();
    if (this.source.text[from] !== sign) return;
    if (field) this.pass(field, { from, to: from + 1 });
    this.place = from + 1;
  }

  /** The next offset that is neither white space nor part of a comment. */
  private skipBlanks(): number {
    blanksAndComments.lastIndex = this.place;
    return this.place + (blanksAndComments.exec(this.source.text)?.[0].length ?? 0);
  }

  private remember(event: ScalarEvent | SequenceEvent | MappingEvent, field: Field): void {
    if (event.anchorStart === -1) return;
    this.anchors.set(this.anchorName(event), field);
    if (event.type === EVENT_ID.SCALAR) this.anchoredScalars.set(this.anchorName(event), event);
  }

  private anchorName(event: { readonly anchorStart: number; readonly anchorEnd: number }): string {
    return this.source.text.slice(event.anchorStart, event.anchorEnd);
  }
}

const blanksAndComments = /(?:[ \t\r\n\ufeff]+|(?<![^ \t\r\n\ufeff])#[^\r\n]*)*/y;

const nowhere: Span = { from: 0, to: 0 };
const none: Members = new Map();

function newField(path: FieldPath, parent: Field | undefined, key: Span | undefined): Field {
  return { path, parent, key, span: nowhere, members: none };
}
