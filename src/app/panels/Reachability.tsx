import { useCallback, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { isComplete } from '../../i18n/index.ts';
import type { MatrixTexts } from '../../i18n/en/matrix.ts';
import { cnis } from '../../sim/dataplane/index.ts';
import { answers, foldMatrix } from '../../sim/matrix/index.ts';
import { spansOf } from '../cause/causes.ts';
import { useApp, useAppStore, useMessages } from '../context/app.ts';
import { ErrorBoundary } from '../ErrorBoundary.tsx';
import { cellAt, refsOf } from '../matrix/cell.ts';
import { CellNote } from '../matrix/CellNote.tsx';
import { matrixChoices, toggleOwner } from '../matrix/choices.ts';
import type { Place } from '../matrix/grid.ts';
import { Mark } from '../matrix/Mark.tsx';
import { MatrixPicture } from '../matrix/MatrixPicture.tsx';
import { MatrixTable } from '../matrix/MatrixTable.tsx';
import { useMatrix, type Answered } from '../matrix/useMatrix.ts';
import { media } from '../media.ts';
import { closeDetails } from '../stage/closeDetails.ts';
import { selectWorld } from '../store/derived.ts';
import '../styles/matrix.css';

/** Who can reach whom, on which port, and why not: all at once, for every Pod. */
export function Reachability() {
  const messages = useMessages();
  const cluster = useApp((state) => selectWorld(state).cluster);
  if (!isComplete(messages)) return null;
  return (
    <ErrorBoundary retryOn={cluster}>
      <Asked words={messages.matrix} />
    </ErrorBoundary>
  );
}

function Asked({ words }: { readonly words: MatrixTexts }) {
  const cluster = useApp((state) => selectWorld(state).cluster);
  const plugin = cnis().find(({ name }) => name === cluster.spec.cni);
  const isAsIf = useStore(matrixChoices, (choices) => choices.isAsIf);
  const { answered, isPresent, hasFailed, retry } = useMatrix(
    cluster,
    plugin?.enforces ?? (isAsIf ? 'as-written' : 'nobody'),
  );
  return (
    <div className="matrix" aria-busy={!isPresent}>
      {!plugin?.enforces && (
        <Ignored words={words} plugin={plugin?.title ?? cluster.spec.cni} isAsIf={isAsIf} />
      )}
      <div className="matrix-tools">
        <Forms words={words} />
        <Legend words={words} />
      </div>
      {hasFailed && (
        <p role="alert">
          {words.failed}{' '}
          <button type="button" className="small-button" onClick={retry}>
            {words.retry}
          </button>
        </p>
      )}
      {answered ? (
        <Matrix words={words} answered={answered} isPresent={isPresent} />
      ) : (
        !hasFailed && <p className="quiet">{words.working}</p>
      )}
    </div>
  );
}

interface IgnoredProps {
  readonly words: MatrixTexts;
  readonly plugin: string;
  readonly isAsIf: boolean;
}

/** Not every plugin enforces policies; nobody should believe a rule that does nothing. */
function Ignored({ words, plugin, isAsIf }: IgnoredProps) {
  return (
    <p className="matrix-ignored">
      {isAsIf ? words.asIf(plugin) : words.ignored(plugin)}{' '}
      <button
        type="button"
        className="small-button"
        onClick={() => matrixChoices.setState({ isAsIf: !isAsIf })}
      >
        {isAsIf ? words.showReal : words.showAsIf}
      </button>
    </p>
  );
}

function Forms({ words }: { readonly words: MatrixTexts }) {
  const chosen = useStore(matrixChoices, ({ form }) => form);
  return (
    <fieldset className="matrix-forms" aria-label={words.forms.label}>
      {(['picture', 'table'] as const).map((form) => (
        <button
          key={form}
          type="button"
          className="small-button"
          aria-pressed={form === chosen}
          onClick={() => matrixChoices.setState({ form })}
        >
          {words.forms[form]}
        </button>
      ))}
    </fieldset>
  );
}

function Legend({ words }: { readonly words: MatrixTexts }) {
  return (
    <ul className="matrix-legend">
      {answers.map((answer) => (
        <li key={answer}>
          <Mark answer={answer} /> {words.answers[answer]}
        </li>
      ))}
    </ul>
  );
}

interface MatrixProps {
  readonly words: MatrixTexts;
  readonly answered: Answered;
  /** While it is not, nothing is sent: the cluster is another one by now. */
  readonly isPresent: boolean;
}

function Matrix({ words, answered, isPresent }: MatrixProps) {
  const { form, rows, columns, focused } = useStore(matrixChoices);
  const [hovered, setHovered] = useState<Place>();
  const replay = useReplay();
  const folded = useMemo(
    () => foldMatrix(answered.question, answered.matrix, { rows, columns }),
    [answered, rows, columns],
  );
  const onFocus = useCallback((place: Place) => matrixChoices.setState({ focused: place }), []);
  const at = within(hovered ?? focused, folded.rows.length, folded.columns.length);
  const cell = cellAt(answered, folded, at);
  const [side, heading] =
    at.column < 0
      ? (['rows', folded.rows[at.row]] as const)
      : (['columns', at.row < 0 ? folded.columns[at.column] : undefined] as const);
  const activate = (place: Place) => {
    const chosen = cellAt(answered, folded, place);
    if (chosen) {
      if (isPresent) replay(chosen.explanation.destination.url, chosen);
      return;
    }
    const line = place.column < 0 ? folded.rows[place.row] : folded.columns[place.column];
    if (line) toggleOwner(place.column < 0 ? 'rows' : 'columns', line.ownerKey);
  };
  if (folded.rows.length === 0) return <p className="quiet">{words.empty}</p>;
  const Form = form === 'picture' ? MatrixPicture : MatrixTable;
  return (
    <>
      <Form
        folded={folded}
        words={words}
        focused={within(focused, folded.rows.length, folded.columns.length)}
        onFocus={onFocus}
        onHover={setHovered}
        onActivate={activate}
      />
      <CellNote
        cell={cell}
        heading={heading}
        words={words}
        isSpoken={hovered === undefined}
        onReplay={(url) => cell && isPresent && replay(url, cell)}
        onToggle={() => heading && toggleOwner(side, heading.ownerKey)}
      />
    </>
  );
}

/** The cluster may have become smaller than the place that was looked at. */
function within({ row, column }: Place, rows: number, columns: number): Place {
  return { row: Math.min(row, rows - 1), column: Math.min(column, columns - 1) };
}

/** Sends the packet of a cell, and shows in the text what decides about it. */
function useReplay() {
  const store = useAppStore();
  return (url: string, cell: NonNullable<ReturnType<typeof cellAt>>) => {
    const { setFrom, setTo, send, reveal } = store.getState();
    setFrom(cell.explanation.source.sender);
    setTo(url);
    send();
    const [span] = spansOf(selectWorld(store.getState()), refsOf(cell.explanation));
    if (span) reveal(span);
    // Where it lies over the stage, it makes way.
    if (window.matchMedia(media.narrow).matches) closeDetails(store);
  };
}
