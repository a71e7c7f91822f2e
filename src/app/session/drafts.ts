import { hash32 } from '../../base/random.ts';
import { isExampleId, textOf } from '../../examples/index.ts';
import type { SourceId } from '../store/choices.ts';
import { readStored, writeStored, type TextStorage } from './storage.ts';

/** The learner's own version of each text, by what it started from; the one written to last comes last. */
export type Drafts = Readonly<Record<SourceId, string>>;

const key = 'podpath.drafts';
/** Older drafts of shared links make room for newer ones. */
const linkDraftsMax = 12;

export function readDrafts(storage: TextStorage | undefined): Drafts {
  const stored = readStored(storage, key);
  if (typeof stored !== 'object' || stored === null) return {} as Drafts;
  const entries = Object.entries(stored).filter(
    ([source, text]) => isSourceId(source) && typeof text === 'string',
  );
  return Object.fromEntries(entries) as Drafts;
}

/** Keeps `text` as the draft of `source`; a text that is the example itself needs no draft. */
export function keepDraft(
  storage: TextStorage | undefined,
  source: SourceId,
  text: string,
): boolean {
  const { [source]: _old, ...others } = readDrafts(storage);
  const isOriginal = isExampleId(source) && textOf(source) === text;
  const kept = isOriginal ? others : { ...others, [source]: text };
  return writeStored(storage, key, withoutOldest(kept));
}

function withoutOldest(drafts: Record<string, string>): Record<string, string> {
  const links = Object.keys(drafts).filter((source) => !isExampleId(source));
  const dropped = new Set(links.slice(0, Math.max(0, links.length - linkDraftsMax)));
  return Object.fromEntries(Object.entries(drafts).filter(([source]) => !dropped.has(source)));
}

/** The source of a text that came by a link: the same text is the same source. */
export function linkSource(text: string): SourceId {
  return `link:${hash32(text).toString(36)}`;
}

export function isSourceId(source: unknown): source is SourceId {
  return isExampleId(source) || (typeof source === 'string' && /^link:[0-9a-z]{1,8}$/.test(source));
}
