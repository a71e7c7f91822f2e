import { isComplete } from '../../i18n/index.ts';
import { eventsOf, isWarning } from '../../sim/api/index.ts';
import type { Obj } from '../../sim/api/types.ts';
import { useApp, useMessages } from '../context/app.ts';
import { selectWorld } from '../store/derived.ts';
import { Fact } from './Fact.tsx';
import { PhraseText } from './PhraseText.tsx';

/** What controllers reported of an object: the reason as kubectl shows it, what it means, and the original words. */
export function EventList({ object }: { readonly object: Obj }) {
  const messages = useMessages();
  const { store } = useApp((state) => selectWorld(state).cluster);
  const events = eventsOf(store, object);
  if (events.length === 0 || !isComplete(messages)) return null;
  const { objects: words } = messages;
  return (
    <Fact title={words.events}>
      <ul className="events">
        {events.map((event) => (
          <li key={event.metadata.name} data-warning={isWarning(event)}>
            <b className="event-reason">
              {event.type} {event.reason}
            </b>
            <p>
              <PhraseText phrase={words.event(event)} />
            </p>
          </li>
        ))}
      </ul>
    </Fact>
  );
}
