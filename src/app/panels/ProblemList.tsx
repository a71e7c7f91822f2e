import { lineAt } from '../cause/place.ts';
import { useApp, useAppStore, useChrome } from '../context/app.ts';
import { useReveal } from '../context/useReveal.ts';
import type { Fix } from '../editor/fix.ts';
import type { Problem } from '../editor/problems.ts';
import { PhraseText } from '../parts/PhraseText.tsx';
import { selectWorld } from '../store/derived.ts';

/** Each problem with its place and, where there is one, the way out. */
export function ProblemList({ problems }: { readonly problems: readonly Problem[] }) {
  return (
    <>
      <Recreate />
      <ul>
        {problems.map((problem) => (
          <ProblemLine key={`${problem.span.from} ${keyOf(problem)}`} problem={problem} />
        ))}
      </ul>
    </>
  );
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
