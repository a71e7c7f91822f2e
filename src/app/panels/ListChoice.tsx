import { isComplete } from '../../i18n/index.ts';
import { useApp, useAppStore, useChrome, useMessages } from '../context/app.ts';
import type { List } from '../store/choices.ts';
import { selectRows } from '../store/derived.ts';

const lists: readonly List[] = ['hops', 'objects', 'matrix'];

/** What the details list. On a phone the tabs of the page choose that. */
export function ListChoice() {
  const { details: words } = useChrome();
  const shown = useApp((state) => state.list);
  const { showList } = useAppStore().getState();
  const { matrix } = useMessages();
  const names = { hops: words.journey, objects: words.objects, matrix: matrix?.title };
  return (
    <fieldset className="list-choice" aria-label={words.lists}>
      {lists
        .filter((list) => names[list] !== undefined)
        .map((list) => (
          <button
            key={list}
            type="button"
            aria-pressed={list === shown}
            onClick={() => showList(list)}
          >
            {names[list]}
            {list === 'objects' && <WarningCount />}
          </button>
        ))}
    </fieldset>
  );
}

/** How many warnings wait in the list of objects. */
function WarningCount() {
  const messages = useMessages();
  const count = useApp((state) => selectRows(state).reduce((sum, row) => sum + row.warnings, 0));
  if (count === 0 || !isComplete(messages)) return null;
  return (
    <span className="warning-count">
      <span aria-hidden="true"> {count}</span>
      <span className="visually-hidden"> {messages.objects.warnings(count)}</span>
    </span>
  );
}
