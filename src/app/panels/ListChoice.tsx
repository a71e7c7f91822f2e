import { isComplete } from '../../i18n/index.ts';
import { useApp, useAppStore, useChrome, useMessages } from '../context/app.ts';
import type { List } from '../store/choices.ts';
import { selectRows } from '../store/derived.ts';

const lists: readonly List[] = ['hops', 'objects'];

/** What the details list. On a phone the tabs of the page choose that. */
export function ListChoice() {
  const { details: words } = useChrome();
  const shown = useApp((state) => state.list);
  const { showList } = useAppStore().getState();
  const names = { hops: words.journey, objects: words.objects };
  return (
    <fieldset className="list-choice" aria-label={words.lists}>
      {lists.map((list) => (
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
