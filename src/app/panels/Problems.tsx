import { lineAt } from '../cause/place.ts';
import { useApp, useAppStore, useChrome } from '../context/app.ts';
import { useReveal } from '../context/useReveal.ts';
import type { Fix } from '../editor/fix.ts';
import type { Problem } from '../editor/problems.ts';
import { useProblems } from '../editor/useProblems.ts';
import { PhraseText } from '../parts/PhraseText.tsx';
import { selectIsFrozen, selectReadWorld } from '../store/derived.ts';

/** What is wrong in the text, under the editor: a click shows the place, or puts it right. */
export function Problems() {
  const { problems: words } = useChrome();
  const problems = useProblems();
  const isFrozen = useApp(selectIsFrozen);
  return (
    <section className="problems" aria-label={words.label} tabIndex={-1}>
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

function ProblemLine({ problem }: { readonly problem: Problem }) {
  const { severity, span, sentence, fix } = problem;
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
        {fix && <FixButton fix={fix} />}
      </span>
    </li>
  );
}

/** The button goes away with its problem: who pressed it stays among those that are left. */
function FixButton({ fix }: { readonly fix: Fix }) {
  const { problems: words } = useChrome();
  const { amend } = useAppStore().getState();
  return (
    <button
      type="button"
      className="small-button problem-fix"
      onClick={({ currentTarget }) => {
        const list = currentTarget.closest('section');
        amend(fix);
        list?.focus();
      }}
    >
      {words.fix(fix.name)}
    </button>
  );
}
