import { passiveKind } from '../passiveKind.ts';
import type { KindDefinition, Obj } from '../types.ts';

/** What a controller reported of an object. Controllers here say what still holds: without a clock there is no first and last time. */
export interface Event extends Obj {
  /** Fields that were written by hand may lack anything. */
  readonly involvedObject?: {
    readonly apiVersion?: string;
    readonly kind?: string;
    readonly namespace?: string;
    readonly name?: string;
  };
  readonly reason?: string;
  readonly message?: string;
  readonly type?: string;
  /** The component that reports. */
  readonly reportingComponent?: string;
}

declare module '../types.ts' {
  interface Kinds {
    Event: Event;
  }
}

// The columns are those of printEvent in pkg/printers/internalversion; LAST SEEN is left out.
const event: KindDefinition<Event> = {
  ...passiveKind<Event>({
    kind: 'Event',
    apiVersion: 'v1',
    plural: 'events',
    shortName: 'ev',
    struct: 'CoreV1Event',
  }),
  hidesName: true,
  columns: ({ type = '', reason = '', message = '', involvedObject }) => [
    ['TYPE', type],
    ['REASON', reason],
    ['OBJECT', `${involvedObject?.kind?.toLowerCase() ?? ''}/${involvedObject?.name ?? ''}`],
    ['MESSAGE', message.trim()],
  ],
};

export default event;
