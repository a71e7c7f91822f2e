import { problemPhrase, type Messages } from '../../i18n/index.ts';
import type { Phrase } from '../../i18n/phrase.ts';
import type { AdmissionProblem } from '../../sim/api/types.ts';
import { parentPath, type Manifest, type Span } from '../../sim/manifest/index.ts';
import type { World } from '../../sim/world.ts';

/** Something wrong in the text, at a place, in the reader's language. */
export interface Problem {
  readonly severity: 'error' | 'warning';
  readonly span: Span;
  readonly sentence: Phrase;
}

/** More than anybody reads. */
const problemsMax = 200;

/** All problems of a world, in the order of the text. */
export function problemsOf({ manifest, problems }: World, messages: Messages): readonly Problem[] {
  const read = manifest.problems.map((problem): Problem => {
    const { severity, span } = problem;
    return { severity, span, sentence: problemPhrase(messages, problem) };
  });
  const admitted = problems.map((problem): Problem => {
    const { severity } = problem;
    const span = spanOf(manifest, problem);
    return { severity, span, sentence: problemPhrase(messages, problem) };
  });
  return [...read, ...admitted]
    .toSorted((one, other) => one.span.from - other.span.from)
    .slice(0, problemsMax);
}

/** The field the problem is about, else the nearest one above it that is written. */
function spanOf({ documents }: Manifest, { document: number, path }: AdmissionProblem): Span {
  const document = documents.find(({ index }) => index === number);
  if (!document) return { from: 0, to: 0 };
  let at: string | undefined = path;
  while (at !== undefined && at !== '') {
    // The whole value would mark many lines; a missing field belongs under the key of what should hold it.
    const span = at === path ? document.locate(at) : document.locate(at, 'key');
    if (span) return span;
    at = parentPath(at);
  }
  return document.locate('kind') ?? { from: document.span.from, to: document.span.from };
}
