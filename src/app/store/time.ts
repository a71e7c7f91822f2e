import type { Action } from '../../sim/timeline/types.ts';
import { selectMoments } from './derived.ts';
import type { Slice } from './state.ts';

export interface TimeActions {
  /**
   * Does something to the cluster at the moment that is shown; what was done later is forgotten. Nothing happens where there is
   * nothing to do it to.
   */
  readonly act: (action: Action) => Promise<void>;
  /** Shows another moment: −1 is the cluster at rest, before anything was done. */
  readonly seekMoment: (moment: number) => void;
  /** Forgets all that was done: the cluster is at rest. */
  readonly rest: () => void;
}

export const createTimeSlice: Slice<TimeActions> = (set, get) => ({
  act: async (action) => {
    const timeline = get().timeline ?? (await import('../../sim/timeline/index.ts'));
    const { acts, moment } = get();
    const nowMs = selectMoments(get())[moment]?.atMs ?? 0;
    const atMs = nowMs + 1;
    const next = {
      ...get(),
      timeline,
      acts: [...acts.filter((act) => act.atMs <= nowMs), { atMs, action }],
    };
    const did = selectMoments(next).findIndex(
      (each) => each.actor.by === 'person' && each.actor.action === action,
    );
    if (did >= 0) set({ timeline, acts: next.acts, moment: did });
  },
  seekMoment: (moment) =>
    set({ moment: Math.min(Math.max(-1, moment), selectMoments(get()).length - 1) }),
  rest: () => set({ acts: [], moment: -1 }),
});
