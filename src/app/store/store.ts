import { subscribeWithSelector } from 'zustand/middleware';
import { createStore } from 'zustand/vanilla';
import type { Choices } from './choices.ts';
import { createLayoutSlice } from './layout.ts';
import { createManifestSlice } from './manifest.ts';
import { createPlaybackSlice } from './playback.ts';
import { createRequestSlice } from './request.ts';
import type { AppState } from './state.ts';
import { createTimeSlice } from './time.ts';

/** The store: the learner's choices and the actions on them. React reads it with a hook, the canvas subscribes to it. */
export function createAppStore(choices: Choices) {
  return createStore<AppState>()(
    subscribeWithSelector((...api) => ({
      ...choices,
      ...createManifestSlice(...api),
      ...createRequestSlice(...api),
      ...createTimeSlice(...api),
      ...createPlaybackSlice(...api),
      ...createLayoutSlice(...api),
    })),
  );
}

export type AppStore = ReturnType<typeof createAppStore>;
