import { YAMLException, type Event } from 'js-yaml';
import { limits } from './limits.ts';
import { lineEnd, lineStart } from './lines.ts';

/** More than any text is indented that a person wrote; should it not be enough, it is added again. */
const wide = 256;

/** Why the parser stops at a comment that no blank precedes, and behind some tabs. */
const unexpectedText = new Set([
  'a line break is expected',
  'bad indentation of a mapping entry',
  'bad indentation of a sequence entry',
  'end of the stream or a document separator is expected',
  'missed comma between flow collection entries',
]);

interface Insertion {
  readonly at: number;
  readonly width: number;
}

/**
 * A text for the parser, which follows YAML 1.2, with blanks added where yaml.v2 needs none. Brackets and quoted
 * text may go on at any indentation there, as in
 *
 *     args: [
 *       "--verbose"
 *     ]
 *
 * a comment may follow a closing quote or bracket directly, and tabs may separate what stands on one line. Where
 * tabs indent a line, `tabInIndentation` notices. Only places are taken from this text, never values.
 */
export class LenientText {
  private readonly original: string;
  /** The original with some tabs replaced by as many blanks. */
  private base: string;
  private readonly insertions: Insertion[] = [];
  private parsed = 0;
  text: string;

  constructor(original: string) {
    this.original = original;
    this.base = original;
    this.text = original;
  }

  /** Adds what the parser missed; false when it failed for any other reason, or too often. */
  mend(error: unknown): boolean {
    if (!(error instanceof YAMLException) || !error.mark) return false;
    this.parsed += this.text.length;
    if (this.parsed > limits.parsedAgainMax) return false;
    const at = this.toOriginal(error.mark.position);
    const start = lineStart(this.base, at);
    if (error.reason === 'deficient indentation') {
      return (
        this.replaceTabs(start, lineEnd(this.base, at)) || this.insert({ at: start, width: wide })
      );
    }
    if (!unexpectedText.has(error.reason)) return false;
    if (this.base[at] !== '#') return this.replaceTabs(start, lineEnd(this.base, at));
    return !this.insertions.some((done) => done.at === at) && this.insert({ at, width: 1 });
  }

  /** The offset in the original text of an offset in this one. */
  toOriginal(offset: number): number {
    let shift = 0;
    for (const { at, width } of this.insertions) {
      if (offset <= at + shift) break;
      shift += Math.min(width, offset - at - shift);
    }
    return offset - shift;
  }

  /** Makes events of this text events of the original. */
  restore(events: readonly Event[]): readonly Event[] {
    if (this.insertions.length === 0) return events;
    return events.map((event) => {
      const moved: Record<string, unknown> = { ...event };
      for (const name of offsets)
        if (typeof moved[name] === 'number' && moved[name] > 0)
          moved[name] = this.toOriginal(moved[name]);
      return moved as unknown as Event;
    });
  }

  private replaceTabs(from: number, to: number): boolean {
    const line = this.base.slice(from, to);
    if (!line.includes('\t')) return false;
    this.base = this.base.slice(0, from) + line.replaceAll('\t', ' ') + this.base.slice(to);
    return this.compose();
  }

  private insert(insertion: Insertion): boolean {
    this.insertions.push(insertion);
    this.insertions.sort((a, b) => a.at - b.at);
    return this.compose();
  }

  private compose(): true {
    let text = '';
    let from = 0;
    for (const { at, width } of this.insertions) {
      text += this.base.slice(from, at) + ' '.repeat(width);
      from = at;
    }
    this.text = text + this.base.slice(from);
    return true;
  }
}

const offsets = [
  'start',
  'valueStart',
  'valueEnd',
  'anchorStart',
  'anchorEnd',
  'tagStart',
  'tagEnd',
];
