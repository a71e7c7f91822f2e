import type { Keeping, Request, Sender } from '../../sim/trace/types.ts';
import { sameSender } from '../request/senders.ts';
import type { Sent, Step } from './choices.ts';
import { isSameStory, selectSender } from './derived.ts';
import type { Slice } from './state.ts';

/** What is replayed: an earlier try of the request, what went before it, and the hop to show. */
export interface Replay extends Keeping {
  readonly attempt: number;
  readonly leg: number;
  readonly hop: number;
  /** Requests before it, through the cluster at rest. */
  readonly before?: readonly Request[];
}

export interface RequestActions {
  readonly setFrom: (from: Sender) => void;
  readonly setTo: (to: string) => void;
  /** Sends the request through the cluster as it is now, and plays what happens. The same request again rolls new dice. */
  readonly send: (how?: Keeping) => void;
  /** Shows an earlier try of the request as it is now, at one of its hops. */
  readonly replay: (moment: Replay) => void;
}

/** So many earlier requests are remembered. */
const beforeMax = 50;

export const createRequestSlice: Slice<RequestActions> = (set, get) => ({
  setFrom: (from) => set({ from }),
  setTo: (to) => set({ to }),
  send: (how) => {
    get().apply();
    const { applied, spec, acts, moment, sent } = get();
    const from = selectSender(get());
    const to = get().to.trim();
    if (!from || to === '') return;
    const isAgain = sent?.request.to === to && sameSender(sent.request.from, from);
    const attempt = isAgain ? sent.request.attempt + 1 : 0;
    const before = sent && isSameStory(sent, get()) ? [...sent.before, stepOf(sent)] : [];
    set({
      from,
      sent: {
        applied,
        spec,
        acts,
        moment,
        request: { from, to, attempt, ...how },
        before: before.slice(-beforeMax),
      },
      playheadMs: 0,
      playing: true,
      selection: { kind: 'hop' },
    });
  },
  replay: ({ leg, hop, before = [], ...how }) => {
    const { applied, spec, acts, moment, from, to } = get();
    const request = { from, to, ...how };
    const steps = before.map((each): Step => ({ moment, request: each }));
    set({ sent: { applied, spec, acts, moment, request, before: steps }, playing: false });
    get().seekHop(leg, hop);
  },
});

function stepOf({ moment, request }: Sent): Step {
  return { moment, request };
}
