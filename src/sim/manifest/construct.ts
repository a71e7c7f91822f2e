import {
  COLLECTION_STYLE,
  EVENT_ID,
  type AliasEvent,
  type Event,
  type MappingEvent,
  type ScalarEvent,
  type SequenceEvent,
} from 'js-yaml';
import { refuseInBrackets, refuseKeyInBrackets } from './brackets.ts';
import { limits } from './limits.ts';
import { Refusal } from './refusal.ts';
import { isMergeKey, readKey, readScalar, spanOf, type Source } from './scalarEvent.ts';
import { tagHandles } from './tag.ts';
import type { Json } from './types.ts';

/** What the events of one document amount to. */
export interface Construction {
  readonly value: Json;
  /** A key was written over. It may have come from a merge key, which is no mistake: `findFields` looks closer. */
  readonly overwrote: boolean;
}

type MutableJsonObject = { [key: string]: Json };

interface Anchored {
  readonly event: ScalarEvent | SequenceEvent | MappingEvent;
  /** `undefined` while the value is still being read. */
  value: Json | undefined;
  /** How many values an alias stands for. */
  size: number;
}

/**
 * Builds the value of the first document in `events`, which the parser made from `text`, as yaml.v2 (decode.go) and
 * the conversion of sigs.k8s.io/yaml together would: tags on lists and maps mean nothing, of two equal keys the last
 * wins, and a merge key writes over the keys before it. Throws a `Refusal` for what cannot become JSON.
 */
export function construct(text: string, events: readonly Event[]): Construction {
  return new Constructor(text, events).document();
}

class Constructor {
  private readonly events: readonly Event[];
  private source: Source;
  private next = 0;
  private overwrote = false;
  private readonly anchors = new Map<string, Anchored>();
  /** Values read, those behind aliases counted each time, as yaml.v2 counts them. */
  private read = 0;
  private readThroughAliases = 0;
  /** Where the last event with a place ended: the place of what has no text. */
  private place = 0;
  /** How many brackets are open around the next event. */
  private brackets = 0;

  constructor(text: string, events: readonly Event[]) {
    this.events = events;
    this.source = { text, handles: new Map() };
  }

  document(): Construction {
    const event = this.events[this.next++];
    if (event?.type !== EVENT_ID.DOCUMENT) return { value: null, overwrote: false };
    this.source = { text: this.source.text, handles: tagHandles(event) };
    this.read++;
    const value = this.value();
    return { value, overwrote: this.overwrote };
  }

  private value(): Json {
    this.read++;
    const event = this.events[this.next++];
    switch (event?.type) {
      case EVENT_ID.SCALAR:
        return this.scalar(event);
      case EVENT_ID.SEQUENCE:
        return this.list(event);
      case EVENT_ID.MAPPING:
        return this.map(event);
      case EVENT_ID.ALIAS:
        return this.alias(event).value;
      default:
        return null;
    }
  }

  private scalar(event: ScalarEvent): Json {
    if (event.valueEnd !== -1) this.place = event.valueEnd;
    if (this.brackets > 0) refuseInBrackets(this.source.text, event);
    const value = readScalar(this.source, event);
    if (event.anchorStart !== -1) this.anchor(event, value);
    return value;
  }

  private list(event: SequenceEvent): Json {
    const readBefore = this.read;
    const anchored = event.anchorStart === -1 ? undefined : this.anchor(event, undefined);
    const list: Json[] = [];
    if (event.style === COLLECTION_STYLE.FLOW) this.brackets++;
    while (!this.closes()) list.push(this.value());
    if (event.style === COLLECTION_STYLE.FLOW) this.brackets--;
    return this.finish(anchored, list, readBefore);
  }

  private map(event: MappingEvent): Json {
    const readBefore = this.read;
    const anchored = event.anchorStart === -1 ? undefined : this.anchor(event, undefined);
    const map: MutableJsonObject = {};
    if (event.style === COLLECTION_STYLE.FLOW) this.brackets++;
    while (!this.closes()) this.entry(map);
    if (event.style === COLLECTION_STYLE.FLOW) this.brackets--;
    return this.finish(anchored, map, readBefore);
  }

  private entry(map: MutableJsonObject): void {
    const event = this.events[this.next];
    if (event?.type === EVENT_ID.SCALAR && isMergeKey(this.source, event)) {
      this.next++;
      this.merge(map);
      return;
    }
    const key = this.key();
    this.set(map, key, this.value());
  }

  private key(): string {
    this.read++;
    const event = this.events[this.next++];
    if (event?.type === EVENT_ID.SCALAR) return this.scalarKey(event);
    if (event?.type === EVENT_ID.ALIAS) {
      const target = this.alias(event).event;
      if (target.type === EVENT_ID.SCALAR) return readKey(this.source, target, this.place);
    }
    throw new Refusal('not-json', 'a list or a map', this.spanAt(event));
  }

  private scalarKey(event: ScalarEvent): string {
    if (this.brackets > 0) refuseKeyInBrackets(this.source.text, event);
    const key = readKey(this.source, event, this.place);
    if (event.valueEnd !== -1) this.place = event.valueEnd;
    if (event.anchorStart !== -1) this.anchor(event, readScalar(this.source, event));
    return key;
  }

  private set(map: MutableJsonObject, key: string, value: Json): void {
    // A value is never undefined, so this is false for nearly every new key without asking twice.
    if (map[key] !== undefined && Object.hasOwn(map, key)) this.overwrote = true;
    if (key === '__proto__') defineOwn(map, key, value);
    else map[key] = value;
  }

  /** `merge` in decode.go: a map, an alias of one, or a list of these, of which the first wins. */
  private merge(map: MutableJsonObject): void {
    const event = this.events[this.next];
    if (event?.type !== EVENT_ID.SEQUENCE) {
      this.mergeFrom(map, this.mergeSource());
      return;
    }
    this.next++;
    const readBefore = this.read;
    const anchored = event.anchorStart === -1 ? undefined : this.anchor(event, undefined);
    const sources: MutableJsonObject[] = [];
    while (!this.closes()) sources.push(this.mergeSource());
    this.finish(anchored, sources, readBefore);
    for (const source of sources.toReversed()) this.mergeFrom(map, source);
  }

  private mergeSource(): MutableJsonObject {
    const event = this.events[this.next];
    if (event?.type === EVENT_ID.MAPPING) return this.value() as MutableJsonObject;
    if (event?.type === EVENT_ID.ALIAS) {
      this.next++;
      this.read++;
      const { event: target, value } = this.alias(event);
      if (target.type === EVENT_ID.MAPPING) return value as MutableJsonObject;
    }
    throw new Refusal(
      'yaml-syntax',
      'map merge requires map or sequence of maps as the value',
      this.spanAt(event),
    );
  }

  private mergeFrom(map: MutableJsonObject, source: MutableJsonObject): void {
    for (const key of Object.keys(source)) this.set(map, key, source[key] ?? null);
  }

  private alias(event: AliasEvent): { event: Anchored['event']; value: Json } {
    const name = this.source.text.slice(event.anchorStart, event.anchorEnd);
    const span = { from: event.anchorStart - 1, to: event.anchorEnd };
    this.place = event.anchorEnd;
    const anchored = this.anchors.get(name);
    if (!anchored) throw new Refusal('yaml-syntax', `unknown anchor '${name}' referenced`, span);
    if (anchored.value === undefined)
      throw new Refusal('yaml-syntax', `anchor '${name}' value contains itself`, span);
    this.read += anchored.size;
    this.readThroughAliases += anchored.size;
    if (this.aliasesTooMuch())
      throw new Refusal('too-many-aliases', String(limits.aliasedValuesMax), span);
    return { event: anchored.event, value: anchored.value };
  }

  /** yaml.v2's own bound on a small text that aliases make large (`unmarshal` in decode.go), and ours. */
  private aliasesTooMuch(): boolean {
    const share = this.readThroughAliases / this.read;
    const excessive = this.readThroughAliases > 100 && this.read > 1000 && share > 0.99;
    return excessive || this.readThroughAliases > limits.aliasedValuesMax;
  }

  private anchor(event: Anchored['event'], value: Json | undefined): Anchored {
    const anchored: Anchored = { event, value, size: 1 };
    this.anchors.set(this.source.text.slice(event.anchorStart, event.anchorEnd), anchored);
    return anchored;
  }

  private closes(): boolean {
    return this.events[this.next]?.type === EVENT_ID.POP;
  }

  private finish(anchored: Anchored | undefined, value: Json, readBefore: number): Json {
    this.next++;
    if (anchored) {
      anchored.value = value;
      anchored.size = 1 + this.read - readBefore;
    }
    return value;
  }

  private spanAt(event: Event | undefined): { from: number; to: number } {
    if (event?.type === EVENT_ID.SCALAR) return spanOf(event, this.place);
    if (event?.type === EVENT_ID.ALIAS) return { from: event.anchorStart - 1, to: event.anchorEnd };
    const from = event && 'start' in event ? event.start : this.place;
    return { from, to: from + 1 };
  }
}

function defineOwn(map: MutableJsonObject, key: string, value: Json): void {
  Object.defineProperty(map, key, { value, enumerable: true, configurable: true, writable: true });
}
