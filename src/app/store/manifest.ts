import type { ClusterSpec } from '../../sim/spec.ts';
import type { Sender } from '../../sim/trace/types.ts';
import { changed, type TextChange } from '../editor/change.ts';
import type { Choices, Sent, SourceId } from './choices.ts';
import { applyOver } from './derived.ts';
import type { Slice } from './state.ts';

/** What is opened: a text to start from and the first request to try with it. */
export interface Opening {
  readonly source: SourceId;
  readonly text: string;
  /** What the text is applied over, where it is not the text itself. */
  readonly over?: string;
  readonly from: Sender;
  readonly to: string;
  /** Absent when the cluster stays as it is. */
  readonly spec?: ClusterSpec;
}

export interface ManifestActions {
  /** Takes the text as typed. It is applied by {@link ManifestActions.apply}, when the typing rests. */
  readonly write: (text: string) => void;
  /** Changes the text that was applied last, as a fix does, and applies it again. Nothing happens when it has been written to since. */
  readonly amend: (change: TextChange) => void;
  /** Applies the text to the cluster. What is rejected of it stays as it was. */
  readonly apply: () => void;
  /** Deletes what the text changes and may not, and creates it anew, as `kubectl replace --force` does. */
  readonly recreate: () => void;
  /** Replaces the text, the request and what was sent. */
  readonly open: (opening: Opening) => void;
  readonly changeSpec: (change: Partial<ClusterSpec>) => void;
}

export const createManifestSlice: Slice<ManifestActions> = (set, get) => ({
  write: (text) => set({ text }),
  apply: () => {
    const { text, applied, spec } = get();
    if (text !== applied.text) set({ applied: applyOver(applied, text, spec), ...atRest });
  },
  amend: (change) => {
    const { text, applied, opened, apply } = get();
    if (text !== applied.text) return;
    set({ text: changed(text, change), opened: opened + 1 });
    apply();
  },
  recreate: () => set(({ text }) => ({ applied: { text, over: text }, ...atRest })),
  open: ({ source, text, over = text, from, to, spec }) =>
    set(({ opened }) => ({
      source,
      text,
      opened: opened + 1,
      ...(spec && { spec }),
      applied: { text, over },
      ...atRest,
      from,
      to,
      sent: undefined,
      playheadMs: 0,
      playing: false,
      selection: { kind: 'hop' },
      cursor: undefined,
      revealed: undefined,
    })),
  changeSpec: (change) =>
    set(({ spec: before, sent }) => {
      const spec = { ...before, ...change };
      const isOtherWay = spec.cni !== before.cni || spec.proxyMode !== before.proxyMode;
      return { spec, ...atRest, ...(sent && isOtherWay && anew(sent, spec)) };
    }),
});

/** The same request through the other cluster: so that two ways can be compared, nobody has to send it again. */
function anew(sent: Sent, spec: ClusterSpec): Partial<Choices> {
  return {
    sent: { ...sent, spec, ...atRest, before: [] },
    playheadMs: 0,
    playing: true,
    selection: { kind: 'hop' },
  };
}

/** Another cluster begins its own time. */
const atRest = { acts: [], moment: -1 } as const;
