import { useRef, useState, type KeyboardEvent } from 'react';
import { isComplete, type AllMessages } from '../../i18n/index.ts';
import { keyOfObject, kindOf, narrowColumns } from '../../sim/api/index.ts';
import type { Key } from '../../sim/api/types.ts';
import { useApp, useAppStore, useMessages } from '../context/app.ts';
import { media } from '../media.ts';
import { rowFrom } from '../objects/keys.ts';
import type { ObjectRow } from '../objects/rows.ts';
import { selectObject, selectRows, selectWorld } from '../store/derived.ts';

/** How many rows are drawn at first, and how many more each time somebody asks for them. */
const rowsStep = 200;

/** All objects that came of the text, each below its owner: what `kubectl get all` would list, and more. */
export function ObjectTree() {
  const messages = useMessages();
  const rows = useApp(selectRows);
  if (!isComplete(messages)) return null;
  if (rows.length === 0) return <p className="quiet">{messages.objects.empty}</p>;
  return <Tree rows={rows} words={messages.objects} />;
}

interface TreeProps {
  readonly rows: readonly ObjectRow[];
  readonly words: AllMessages['objects'];
}

function Tree({ rows, words }: TreeProps) {
  const store = useAppStore();
  const chosen = useApp(selectObject);
  const [limit, setLimit] = useState(rowsStep);
  const [focused, setFocused] = useState<Key>();
  const list = useRef<HTMLUListElement>(null);
  const shown = rows.slice(0, limit);
  const chosenKey = chosen && keyOfObject(chosen);
  // One row can be reached with Tab, the others from there with the arrows.
  const isShown = (key: Key | undefined) => shown.some((row) => row.key === key);
  const entrance = [focused, chosenKey].find(isShown) ?? shown[0]?.key;

  const choose = (key: Key) => {
    store.getState().select({ kind: 'object', object: key });
    // There the details take the place of the list.
    if (window.matchMedia(media.phone).matches) document.getElementById('inspector')?.focus();
  };
  const press = (event: KeyboardEvent, index: number) => {
    const row = shown[index];
    const isChoice = event.key === 'Enter' || event.key === ' ';
    const next = isChoice ? index : rowFrom(shown, index, event.key);
    if (!row || next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (isChoice) choose(row.key);
    else list.current?.querySelectorAll<HTMLElement>('[role=treeitem]')[next]?.focus();
  };

  return (
    <>
      <ul ref={list} className="objects" role="tree" aria-label={words.label}>
        {shown.map((row, index) => (
          <li
            key={row.key}
            className="object"
            role="treeitem"
            aria-level={row.depth + 1}
            aria-selected={row.key === chosenKey}
            tabIndex={row.key === entrance ? 0 : -1}
            data-simulated={row.isSimulated}
            style={{ paddingInlineStart: `${0.4 + 0.9 * row.depth}rem` }}
            onFocus={() => setFocused(row.key)}
            onClick={() => choose(row.key)}
            onKeyDown={(event) => press(event, index)}
          >
            <Row row={row} words={words} />
          </li>
        ))}
      </ul>
      {rows.length > limit && (
        <button type="button" className="small-button" onClick={() => setLimit(limit + rowsStep)}>
          {words.more(Math.min(rowsStep, rows.length - limit))}
        </button>
      )}
    </>
  );
}

function Row({ row, words }: { readonly row: ObjectRow; readonly words: AllMessages['objects'] }) {
  const { object, warnings, isSimulated } = row;
  const { kind, metadata } = object;
  const isElsewhere = metadata.namespace !== '' && metadata.namespace !== 'default';
  return (
    <>
      <span className="object-name">
        <span className="object-kind">{kind}</span>{' '}
        {isElsewhere ? `${metadata.namespace}/${metadata.name}` : metadata.name}
        {warnings > 0 && <span className="object-warnings"> {words.warnings(warnings)}</span>}
      </span>
      {isSimulated ? <Columns row={row} /> : <small>{words.notSimulated}</small>}
    </>
  );
}

/** What kubectl shows beside the name, without what says nothing. */
function Columns({ row: { object } }: { readonly row: ObjectRow }) {
  const { store } = useApp((state) => selectWorld(state).cluster);
  const definition = kindOf(object.apiVersion, object.kind);
  const columns = definition ? narrowColumns(definition, object, store) : [];
  const telling = columns.filter(([, value]) => value !== '' && value !== '<none>');
  return (
    <small>
      {telling.map(([header, value]) => (
        <span key={header} className="object-column">
          {header} <b>{value}</b>{' '}
        </span>
      ))}
    </small>
  );
}
