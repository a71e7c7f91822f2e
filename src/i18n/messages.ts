import type en from './en/index.ts';

/** Everything the app says, in one language. English is the measure: another language that lacks a word does not compile. */
export type Messages = typeof en;
