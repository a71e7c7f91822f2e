import { lineAt } from '../cause/place.ts';
import { useApp, useAppStore, useChrome } from '../context/app.ts';
import { useReveal } from '../context/useReveal.ts';
import type { Fix } from '../editor/fix.ts';
import type { Problem } from '../editor/problems.ts';
import { useProblems } from '../editor/useProblems.ts';
import { PhraseText } from '../parts/PhraseText.tsx';
import { selectKept, selectWorld } from '../store/derived.ts';

/** What is wrong in the text, under the editor: a click shows the place, or puts it right. */
export function Problems() {
  const { problems: words } = useChrome();
  const problems = useProblems();
  return (
    <section className="problems" aria-label={words.label} tabIndex={-1}>
      <output className="problems-count">
        {words.count(problems.length)}
        <Kept />
      </output>
      <Recreate />
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

/** More names than that are counted. */
const namesMax = 3;

/** What stays as it was. */
function Kept() {
  const { problems: words } = useChrome();
  const kept = useApp(selectKept);
  if (kept.length === 0) return null;
  const names = kept
    .slice(0, namesMax)
    .map(({ object }) => `${object.kind} ${object.metadata.name}`);
  return <span className="problems-kept">{words.kept(names, kept.length - names.length)}</span>;
}

/** The way out when only the change was rejected. */
function Recreate() {
  const { problems: words } = useChrome();
  const isOffered = useApp((state) => {
    const { isRejected, isNewAccepted } = selectWorld(state);
    return isRejected && isNewAccepted;
  });
  const { recreate } = useAppStore().getState();
  if (!isOffered) return null;
  return (
    <p className="problems-recreate">
      <span>{words.recreateWhy}</span>
      <button type="button" className="small-button" onClick={recreate}>
        {words.recreate}
      </button>
    </p>
  );
}

function keyOf({ severity, sentence }: Problem): string {
  return `${severity} ${JSON.stringify(sentence)}`;
}

function ProblemLine({ problem }: { readonly problem: Problem }) {
  const { severity, span, sentence, fix } = problem;
  const { problems: words, editor } = useChrome();
  const text = useApp((state) => selectWorld(state).manifest.text);
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
