import type { Messages } from '../../i18n/index.ts';
import type { Phrase } from '../../i18n/phrase.ts';
import type { Finding, Fix } from '../../learn/diagnose/index.ts';
import type { Outcome } from '../../sim/trace/types.ts';

/** How a request ended, in words. */
export interface OutcomeWords {
  readonly heading: string;
  /** The most telling sentence: what was found to be wrong, else what the outcome means. */
  readonly explanation: Phrase;
}

export function outcomeOf(
  messages: Messages,
  outcome: Outcome,
  findings: readonly Finding[],
): OutcomeWords {
  const { results, reasons } = messages.outcomes;
  const { heading, explain } = outcome.reason ? reasons[outcome.reason] : results[outcome.result];
  const [finding] = findings;
  return { heading, explanation: finding ? findingOf(messages, finding) : explain(outcome) };
}

export function findingOf({ findings }: Messages, finding: Finding): Phrase {
  const sentence = findings.sentences[finding.code] as (finding: Finding) => Phrase;
  return sentence(finding);
}

/** What the button of a fix says. */
export function fixOf({ findings }: Messages, fix: Fix): Phrase {
  const words = findings.fixes[fix.fix] as (fix: Fix) => Phrase;
  return words(fix);
}
