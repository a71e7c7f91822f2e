import { lazy, Suspense } from 'react';
import { useApp, useChrome } from '../context/app.ts';
import { useProblems } from '../editor/useProblems.ts';
import { selectKept } from '../store/derived.ts';

/** Most texts have none, so it is downloaded for the first that has. */
const ProblemList = lazy(async () => {
  const { ProblemList: loaded } = await import('./ProblemList.tsx');
  return { default: loaded };
});

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
      {problems.length > 0 && (
        <Suspense>
          <ProblemList problems={problems} />
        </Suspense>
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
