import { hash32 } from '../../../base/random.ts';
import { keyOfObject, refTo } from '../../api/index.ts';
import type { Entry, Event, Obj, Store } from '../../api/index.ts';
import type { Write } from '../types.ts';

/** What a controller has to say about an object, with the reason and in the words of the real one. */
export interface Report {
  /** The component as events name it: `default-scheduler`. */
  readonly component: string;
  readonly reason: string;
  readonly message: string;
  readonly type?: 'Warning' | 'Normal';
}

/** Where events of objects without a namespace lie: MakeEvent in client-go's tools/record. */
const namespaceOfOthers = 'default';

/**
 * Leaves an event about an object: one for each reason and message, as the real ones count repetitions instead of repeating
 * them. Nothing when it is there already.
 */
export function report(store: Store, about: Obj, said: Report): readonly Write[] {
  const event = eventFrom(about, said);
  const { namespace, name } = event.metadata;
  if (store.entry('Event', namespace, name)) return [];
  return [{ put: entryOf(event, about, said) }];
}

/** Whether this was said of an object before. */
export function isReported(store: Store, about: Obj, said: Report): boolean {
  const { namespace, name } = eventFrom(about, said).metadata;
  return store.entry('Event', namespace, name) !== undefined;
}

/** Takes back what was reported of an object and no longer holds. */
export function retract(store: Store, about: Obj, said: Report): readonly Write[] {
  const event = eventFrom(about, said);
  const known = store.entry('Event', event.metadata.namespace, event.metadata.name);
  return known ? [{ remove: keyOfObject(event) }] : [];
}

function entryOf(object: Event, about: Obj, { component }: Report): Entry {
  return { object, source: { by: 'controller', controller: component, owner: refTo(about) } };
}

function eventFrom(about: Obj, { component, reason, message, type = 'Warning' }: Report): Event {
  const { apiVersion, kind, metadata } = about;
  const { namespace, name } = metadata;
  const suffix = hash32(`${kind}/${reason}/${message}`).toString(16).padStart(8, '0');
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: {
      name: `${name}.${suffix}`,
      namespace: namespace === '' ? namespaceOfOthers : namespace,
    },
    involvedObject: { apiVersion, kind, ...(namespace !== '' && { namespace }), name },
    reason,
    message,
    type,
    reportingComponent: component,
  };
}
