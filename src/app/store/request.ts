import type { Sender } from '../../sim/trace/types.ts';
import { sameSender } from '../request/senders.ts';
import { selectSender } from './derived.ts';
import type { Slice } from './state.ts';

export interface RequestActions {
  readonly setFrom: (from: Sender) => void;
  readonly setTo: (to: string) => void;
  /** Sends the request through the cluster as it is now, and plays what happens. The same request again rolls new dice. */
  readonly send: () => void;
  /** Shows an earlier try of the request as it is now, at one of its hops. */
  readonly replay: (moment: {
    readonly attempt: number;
    readonly leg: number;
    readonly hop: number;
  }) => void;
}

export const createRequestSlice: Slice<RequestActions> = (set, get) => ({
  setFrom: (from) => set({ from }),
  setTo: (to) => set({ to }),
  send: () => {
    get().apply();
    const { applied, spec, sent } = get();
    const from = selectSender(get());
    const to = get().to.trim();
    if (!from || to === '') return;
    const isAgain = sent?.request.to === to && sameSender(sent.request.from, from);
    const attempt = isAgain ? sent.request.attempt + 1 : 0;
    set({
      from,
      sent: { applied, spec, request: { from, to, attempt } },
      playheadMs: 0,
      playing: true,
      selection: { kind: 'hop' },
    });
  },
  replay: ({ attempt, leg, hop }) => {
    const { applied, spec, from, to } = get();
    set({ sent: { applied, spec, request: { from, to, attempt } }, playing: false });
    get().seekHop(leg, hop);
  },
});
