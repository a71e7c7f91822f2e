import { lineAt } from '../cause/place.ts';
import { useApp, useChrome } from '../context/app.ts';
import { useReveal } from '../context/useReveal.ts';
import type { Problem } from '../editor/problems.ts';
import { useProblems } from '../editor/useProblems.ts';
import { PhraseText } from '../parts/PhraseText.tsx';
import { selectIsFrozen, selectReadWorld } from '../store/derived.ts';

/** What is wrong in the text, under the editor: a click shows the place. */
export function Problems() {
  const { problems: words } = useChrome();
  const problems = useProblems();
  const isFrozen = useApp(selectIsFrozen);
  return (
    <section className="problems" aria-label={words.label}>
      <output className="problems-count">
        {words.count(problems.length)}
        {isFrozen && <span className="problems-frozen"> {words.frozen}</span>}
      </output>
      {problems.length > 0 && (
        <ul>
          {problems.map((problem) => (
            <ProblemLine key={`${problem.span.from} ${keyOf(problem)}`} problem={problem} />
          ))}
        </ul>
      )}
    </section>
  );
}

function keyOf({ severity, sentence }: Problem): string {
  return `${severity} ${JSON.stringify(sentence)}`;
}

function ProblemLine({ problem: { severity, span, sentence } }: { readonly problem: Problem }) {
  const { problems: words, editor } = useChrome();
  const text = useApp((state) => selectReadWorld(state).manifest.text);
  const reveal = useReveal();
  return (
    <li data-severity={severity}>
      <button type="button" className="problem-line" onClick={() => reveal(span)}>
        <span className="visually-hidden">{words.severities[severity]} </span>
        {editor.lineNumber(lineAt(text, span.from))}
      </button>
      <span>
        <PhraseText phrase={sentence} />
      </span>
    </li>
  );
}
