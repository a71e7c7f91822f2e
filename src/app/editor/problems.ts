import { problemPhrase, type AllMessages } from '../../i18n/index.ts';
import type { Phrase } from '../../i18n/phrase.ts';
import { spanOf } from '../../sim/api/index.ts';
import type { Span } from '../../sim/manifest/index.ts';
import type { World } from '../../sim/world.ts';
import { fixOf, type Fix } from './fix.ts';

/** Something wrong in the text, at a place, in the reader's language. */
export interface Problem {
  readonly severity: 'error' | 'warning';
  readonly span: Span;
  readonly sentence: Phrase;
  readonly fix: Fix | undefined;
}

/** More than anybody reads. */
const problemsMax = 200;

/** All problems of a world, in the order of the text. */
export function problemsOf(
  { manifest, problems }: World,
  messages: AllMessages,
): readonly Problem[] {
  return [...manifest.problems, ...problems]
    .map((problem): Problem => {
      const span = spanOf(problem, manifest);
      const fix = 'span' in problem ? undefined : fixOf(problem, manifest);
      return { severity: problem.severity, span, sentence: problemPhrase(messages, problem), fix };
    })
    .toSorted((one, other) => one.span.from - other.span.from)
    .slice(0, problemsMax);
}
