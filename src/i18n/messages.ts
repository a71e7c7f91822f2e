import type en from './en/index.ts';
import type late from './en/late.ts';

/** What parts of the page say that are downloaded after the first picture. */
export type LateMessages = typeof late;

/**
 * What the app says, in one language; without {@link LateMessages} until those are here. English is the measure: another
 * language that lacks a word does not compile.
 */
export type Messages = typeof en & Partial<LateMessages>;

/** Everything the app says, in one language. */
export type AllMessages = Messages & LateMessages;
