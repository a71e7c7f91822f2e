import type { NetnsId } from '../../sim/dataplane/types.ts';
import { useApp, useAppStore } from '../context/app.ts';
import { selectStage } from '../store/derived.ts';

/** A namespace by the name of its box, which leads there. */
export function PlaceLink({ id }: { readonly id: NetnsId }) {
  const box = useApp((state) => selectStage(state).boxes.find(({ netns }) => netns === id));
  const { select } = useAppStore().getState();
  if (!box) return <code>{id}</code>;
  return (
    <button type="button" className="ref" onClick={() => select({ kind: 'box', id: box.id })}>
      {box.label}
    </button>
  );
}
