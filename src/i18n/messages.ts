import type en from './en/index.ts';
import type { Phrase } from './phrase.ts';
import type { Hop } from '../sim/trace/types.ts';

/** Everything the app says, in one language. English is the measure: another language that lacks a word does not compile. */
export type Messages = typeof en;

/** What just happened and why, for a hop of any step. `place` is what a person calls its namespace. */
export function sentenceOf({ steps }: Messages, hop: Hop, place: string): Phrase {
  const sentence = steps.sentences[hop.step] as (hop: Hop, place: string) => Phrase;
  return sentence(hop, place);
}

/** A word or two for a hop of any step. */
export function nameOf({ steps }: Messages, hop: Hop): string {
  const name = steps.names[hop.step] as (hop: Hop) => string;
  return name(hop);
}
