import type { NetnsId } from '../../sim/dataplane/types.ts';
import { useAppStore } from '../context/app.ts';
import { selectStage } from '../store/derived.ts';

/** How to show a chain, set or map of a namespace among all its rules. */
export function useShowBlock(netns: NetnsId): (table: string, name: string) => void {
  const store = useAppStore();
  return (table, name) => {
    const state = store.getState();
    const box = selectStage(state).boxes.find((each) => each.netns === netns);
    if (!box) return;
    state.inspect({ view: 'rules', follows: true, block: { table, name } });
    state.select({ kind: 'box', id: box.id });
  };
}
