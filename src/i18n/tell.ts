import type { Finding, Fix } from '../learn/diagnose/types.ts';
import type { AdmissionProblem } from '../sim/api/types.ts';
import type { ManifestProblem } from '../sim/manifest/types.ts';
import type { Hop, Outcome } from '../sim/trace/types.ts';
import { statusText } from '../sim/net/index.ts';
import type { LateMessages, Messages } from './messages.ts';
import type { Phrase } from './phrase.ts';

/** What just happened and why, for a hop of any step; nothing while its words are still on their way. `place` is what a person calls its namespace. */
export function sentenceOf({ sentences }: Messages, hop: Hop, place: string): Phrase {
  const sentence = sentences?.[hop.step] as ((hop: Hop, place: string) => Phrase) | undefined;
  return sentence?.(hop, place) ?? [];
}

/** A word or two for a hop of any step. */
export function nameOf({ steps }: Messages, hop: Hop): string {
  const name = steps.names[hop.step] as (hop: Hop) => string;
  return name(hop);
}

/** How a request ended, in a few words and in one sentence; a second one tells how long a sender waits that hears nothing. */
export function outcomeWords(
  { outcomes, endings }: Pick<LateMessages, 'outcomes' | 'endings'>,
  outcome: Outcome,
): { readonly heading: string; readonly sentence: Phrase } {
  const { result, reason, status } = outcome;
  const told = outcomes[result];
  const why = reason && endings.reasons[reason];
  const waits = outcome.waitedFor ? [' ', ...waitPhrase({ endings }, outcome)] : [];
  if (status !== undefined && result === 'http-error') {
    const before = why ? [' ', ...why.explain(outcome)] : [];
    return { heading: statusText(status), sentence: [...told.explain(outcome), ...before] };
  }
  const { heading, explain } = why ?? told;
  return { heading, sentence: [...explain(outcome), ...waits] };
}

/** How long it takes a sender to know that nothing comes; nothing where it heard something. */
export function waitPhrase(
  { endings: { waits, lookup } }: Pick<LateMessages, 'endings'>,
  { waitedFor, lookupSeconds = 0 }: Outcome,
): Phrase {
  if (waitedFor === undefined) return [];
  return waitedFor === 'name' ? lookup(lookupSeconds) : waits[waitedFor];
}

/** What was found to be wrong. */
export function findingPhrase(
  { findings }: Pick<LateMessages, 'findings'>,
  finding: Finding,
): Phrase {
  const sentence = findings.sentences[finding.code] as (finding: Finding) => Phrase;
  return sentence(finding);
}

/** What would put it right, as an order: the words on a button. */
export function fixPhrase({ findings }: Pick<LateMessages, 'findings'>, fix: Fix): Phrase {
  const words = findings.fixes[fix.fix] as (fix: Fix) => Phrase;
  return words(fix);
}

/** What is wrong with a manifest, or with an object in it. */
export function problemPhrase(
  { problems }: Pick<LateMessages, 'problems'>,
  problem: ManifestProblem | AdmissionProblem,
): Phrase {
  return 'span' in problem
    ? problems.manifest[problem.code](problem)
    : problems.admission[problem.code](problem);
}
