import { useCallback } from 'react';
import type { Hop } from '../../sim/trace/types.ts';
import { causesOfHop, spansOf } from '../cause/causes.ts';
import { useAppStore } from '../context/app.ts';
import { selectWorld } from '../store/derived.ts';

/** Puts the playhead at a hop and brings the first line that caused it into view in the editor. */
export function useShowHop(): (stop: number, hop: Hop) => void {
  const store = useAppStore();
  return useCallback(
    (stop, hop) => {
      const state = store.getState();
      state.seekStop(stop);
      state.select({ kind: 'hop' });
      const [span] = spansOf(selectWorld(state), causesOfHop(hop));
      if (span) state.reveal(span);
    },
    [store],
  );
}
