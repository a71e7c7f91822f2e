import { findingPhrase, outcomeWords, waitPhrase, type AllMessages } from '../../i18n/index.ts';
import type { Phrase } from '../../i18n/phrase.ts';
import type { Finding } from '../../learn/diagnose/index.ts';
import type { Outcome } from '../../sim/trace/types.ts';

/** How a request ended, in words. */
export interface OutcomeWords {
  readonly heading: string;
  /** The most telling sentence: what was found to be wrong, else what the outcome means. */
  readonly explanation: Phrase;
}

export function outcomeOf(
  messages: AllMessages,
  outcome: Outcome,
  findings: readonly Finding[],
): OutcomeWords {
  const { heading, sentence } = outcomeWords(messages, outcome);
  const [finding] = findings;
  if (!finding) return { heading, explanation: sentence };
  // How long a lookup takes to fail is no part of why it does.
  const waits = outcome.waitedFor === 'name' ? [' ', ...waitPhrase(messages, outcome)] : [];
  return { heading, explanation: [...findingPhrase(messages, finding), ...waits] };
}
