import type { Span } from '../../sim/manifest/types.ts';
import type { Inspected, List, Notice, Panel, Selection, Theme } from './choices.ts';
import type { Slice } from './state.ts';

export interface LayoutActions {
  readonly select: (selection: Selection) => void;
  readonly inspect: (inspected: Inspected) => void;
  /** Tells where the cursor is in the text; `undefined` when the learner left the editor. */
  readonly setCursor: (cursor: number | undefined) => void;
  /** Shows a stretch of the text in the editor. */
  readonly reveal: (span: Span) => void;
  readonly showPanel: (panel: Panel) => void;
  readonly showList: (list: List) => void;
  readonly setLocale: (locale: string) => void;
  readonly setTheme: (theme: Theme) => void;
  readonly tell: (notice: Notice | undefined) => void;
}

export const createLayoutSlice: Slice<LayoutActions> = (set) => ({
  select: (selection) => set({ selection }),
  inspect: (inspected) => set({ inspected }),
  setCursor: (cursor) => set({ cursor }),
  reveal: ({ from, to }) => set({ revealed: { from, to } }),
  showPanel: (panel) => set({ panel }),
  showList: (list) => set({ list }),
  setLocale: (locale) => set({ locale }),
  setTheme: (theme) => set({ theme }),
  tell: (notice) => set({ notice }),
});
