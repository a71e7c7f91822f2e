import type { ClusterSpec } from '../../sim/spec.ts';
import type { Sender } from '../../sim/trace/types.ts';
import { changed, type TextChange } from '../editor/change.ts';
import type { SourceId } from './choices.ts';
import { isReadable } from './derived.ts';
import type { Slice } from './state.ts';

/** What is opened: a text to start from and the first request to try with it. */
export interface Opening {
  readonly source: SourceId;
  readonly text: string;
  readonly from: Sender;
  readonly to: string;
  /** Absent when the cluster stays as it is. */
  readonly spec?: ClusterSpec;
}

export interface ManifestActions {
  /** Takes the text as typed. It is read by {@link ManifestActions.read}, when the typing rests. */
  readonly write: (text: string) => void;
  /** Reads the text. One with a syntax error leaves the cluster on the stage as it was. */
  readonly read: () => void;
  /** Changes the text that was read last, as a fix does, and reads it again. Nothing happens when it has been written to since. */
  readonly amend: (change: TextChange) => void;
  /** Replaces the text, the request and what was sent. */
  readonly open: (opening: Opening) => void;
  readonly changeSpec: (change: Partial<ClusterSpec>) => void;
}

export const createManifestSlice: Slice<ManifestActions> = (set, get) => ({
  write: (text) => set({ text }),
  read: () => {
    const { text, readText, spec } = get();
    if (text === readText) return;
    set({ readText: text, ...(isReadable(text, spec) && { goodText: text }) });
  },
  amend: (change) => {
    const { text, readText, opened, read } = get();
    if (text !== readText) return;
    set({ text: changed(text, change), opened: opened + 1 });
    read();
  },
  open: ({ source, text, from, to, spec }) =>
    set(({ opened }) => ({
      source,
      text,
      opened: opened + 1,
      ...(spec && { spec }),
      readText: text,
      goodText: text,
      from,
      to,
      sent: undefined,
      playheadMs: 0,
      playing: false,
      selection: { kind: 'hop' },
      cursor: undefined,
      revealed: undefined,
    })),
  changeSpec: (change) => set(({ spec }) => ({ spec: { ...spec, ...change } })),
});
