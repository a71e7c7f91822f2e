import {
  COLLECTION_STYLE,
  EVENT_ID,
  SCALAR_STYLE,
  YAMLException,
  parseEvents,
  type Event,
} from 'js-yaml';
import { LenientText } from './leniency.ts';
import { limits } from './limits.ts';
import { columnOf, lineEnd } from './lines.ts';
import { Refusal } from './refusal.ts';
import { tabNear } from './tabs.ts';
import type { Span } from './types.ts';

/** The events of the first document of a piece. */
export interface Parsed {
  readonly events: readonly Event[];
  /** Where the document ends. */
  readonly end: number;
  /** What stands behind the document, where yaml.v2 does not look. */
  readonly unread: Span | undefined;
}

/**
 * Parses the first document of `text` and nothing behind it, as `yaml.Unmarshal` of yaml.v2 does: what follows `...`, a
 * second `---`, or a bracket or quoted text that ended the document, stays unread. What js-yaml refuses and yaml.v2
 * does not is mended (`LenientText`). Throws a `Refusal`.
 */
export function parse(text: string): Parsed {
  refuseControlCharacters(text);
  const end = documentEnd(text);
  const lenient = new LenientText(end === text.length ? text : text.slice(0, end));
  for (;;) {
    try {
      const events = parseEvents(lenient.text, { maxDepth: limits.depthMax });
      refuseOtherVersions(events);
      return { events: lenient.restore(events), end, unread: unreadFrom(text, end) };
    } catch (error) {
      if (lenient.mend(error)) continue;
      return parseRootOnly(text, error, lenient) ?? refuse(error, text, lenient);
    }
  }
}

/** Line starts are matched by hand: `^` with the flag `m` also takes U+2028, which ends no line in YAML. */
const markers = /(?:^\ufeff?|[\r\n])(---|\.\.\.)(?=[ \t\r\n]|$)/g;
const nothingYet = /^\ufeff?(?:(?:[ \t]*(?:#[^\r\n]*)?|%[^\r\n]*)(?:[\r\n]|$))*$/;

/** Where the first document ends: before the first marker that does not merely open it. */
function documentEnd(text: string): number {
  markers.lastIndex = 0;
  for (let match = markers.exec(text); match; match = markers.exec(text)) {
    const [whole, marker = ''] = match;
    const at = match.index + whole.length - marker.length;
    if (!nothingYet.test(text.slice(0, at))) return at;
    if (marker === '...')
      throw new Refusal('yaml-syntax', 'did not find expected node content', {
        from: at,
        to: at + 3,
      });
  }
  return text.length;
}

const markerAndBlanks = /(?:\.\.\.|---)?(?:[ \t\r\n]|#[^\r\n]*)*/y;

function unreadFrom(text: string, end: number): Span | undefined {
  if (end === text.length) return undefined;
  markerAndBlanks.lastIndex = end;
  const from = end + (markerAndBlanks.exec(text)?.[0].length ?? 0);
  return from < text.length ? { from, to: from + text.slice(from).trimEnd().length } : undefined;
}

/**
 * The parser stopped at something behind a value that is the whole document to yaml.v2: `"a":1` means `"a"`, and a map
 * that begins indented ends where a line is less indented.
 */
function parseRootOnly(text: string, error: unknown, lenient: LenientText): Parsed | undefined {
  const end = lenient.toOriginal(endOfRoot(error));
  if (end === 0 || cannotStartToken.test(text.slice(end))) return undefined;
  const { events } = parse(text.slice(0, end));
  const isNewLine = blankLineStart.test(text.slice(0, end));
  if (!isNewLine && indicator.test(text.slice(end))) return undefined;
  return endsBefore(events[1], text, end)
    ? { events, end, unread: unreadFrom(text, end) }
    : undefined;
}

function endOfRoot(error: unknown): number {
  if (!(error instanceof YAMLException) || !error.mark) return 0;
  if (error.reason === 'end of the stream or a document separator is expected')
    return error.mark.position;
  const isColon = error.reason.startsWith(
    'a whitespace character is expected after the key-value separator',
  );
  return isColon ? error.mark.position - 1 : 0;
}

const cannotStartToken = /^(?:[@`%]|"(?:[^"\\]|\\[^])*$|'[^']*$)/;
const blankLineStart = /[\r\n][ \t]*$/;
const indicator = /^[-?](?:[ \t\r\n]|$)/;

function endsBefore(root: Event | undefined, text: string, at: number): boolean {
  if (root?.type === EVENT_ID.SCALAR) return root.style !== SCALAR_STYLE.PLAIN;
  if (root?.type !== EVENT_ID.MAPPING && root?.type !== EVENT_ID.SEQUENCE) return false;
  return root.style === COLLECTION_STYLE.FLOW || columnOf(text, at) < columnOf(text, root.start);
}

// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const controlCharacter = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/;

/** yaml.v2 refuses these wherever they stand, comments included (readerc.go). */
function refuseControlCharacters(text: string): void {
  const at = text.search(controlCharacter);
  if (at !== -1)
    throw new Refusal('yaml-syntax', 'control characters are not allowed', {
      from: at,
      to: at + 1,
    });
}

function refuseOtherVersions([document]: readonly Event[]): void {
  if (document?.type !== EVENT_ID.DOCUMENT) return;
  const other = document.directives.some(
    (directive) => directive.kind === 'yaml' && directive.version !== '1.1',
  );
  if (other)
    throw new Refusal('yaml-syntax', 'found incompatible YAML document', { from: 0, to: 1 });
}

function refuse(error: unknown, text: string, lenient: LenientText): never {
  if (error instanceof Refusal) throw error;
  if (!(error instanceof YAMLException))
    throw new Refusal('yaml-syntax', String(error), restOfLine(text, 0));
  const position = lenient.toOriginal(error.mark?.position ?? 0);
  if (error.reason.startsWith('nesting exceeded maxDepth')) {
    throw new Refusal('too-deep', String(limits.depthMax), restOfLine(text, position));
  }
  const tab = tabNear(text, position);
  throw tab
    ? new Refusal('tab-indentation', error.reason, tab)
    : new Refusal('yaml-syntax', error.reason, restOfLine(text, position));
}

/** From a place to the end of its line; the character before it when nothing is left there. */
function restOfLine(text: string, position: number): Span {
  const line = text.slice(position, lineEnd(text, position)).trimEnd();
  if (line !== '') return { from: position, to: position + line.length };
  const to = text.slice(0, position).trimEnd().length;
  return { from: Math.max(0, to - 1), to };
}
