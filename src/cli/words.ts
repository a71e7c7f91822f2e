import { closestLocale, loadMessages, locales, type Messages } from '../i18n/index.ts';
import type { Phrase } from '../i18n/phrase.ts';
import type { Finding } from '../learn/diagnose/index.ts';
import type { AdmissionProblem } from '../sim/api/index.ts';
import type { ManifestProblem } from '../sim/manifest/index.ts';
import type { Outcome } from '../sim/trace/index.ts';
import { oneOf } from './clusterOptions.ts';
import type { OptionValues } from './types.ts';

/** The option that chooses the language. */
export const languageOption = { lang: { type: 'string' } } as const;

/** What to write of it in a command's usage. */
export const languageUsage = `[--lang ${locales.join('|')}]`;

/** The words of the language that was chosen; English when none was. */
export function readMessages(values: OptionValues): Promise<Messages> {
  return loadMessages(oneOf(values, 'lang', closestLocale(['en']), locales));
}

/** The sentence about a problem of the manifest or of admission. */
export function problemPhrase(
  { problems }: Messages,
  problem: ManifestProblem | AdmissionProblem,
): Phrase {
  return 'span' in problem
    ? problems.manifest[problem.code](problem)
    : problems.admission[problem.code](problem);
}

/** How a request ended, in a few words and in one sentence. */
export function outcomeWords(
  { outcomes }: Messages,
  outcome: Outcome,
): { readonly heading: string; readonly sentence: Phrase } {
  const { heading, explain } = outcome.reason
    ? outcomes.reasons[outcome.reason]
    : outcomes.results[outcome.result];
  return { heading, sentence: explain(outcome) };
}

/** What was found to be wrong. */
export function findingPhrase({ findings }: Messages, finding: Finding): Phrase {
  const sentence = findings.sentences[finding.code] as (finding: Finding) => Phrase;
  return sentence(finding);
}
