import type { StateCreator } from 'zustand/vanilla';
import type { Choices } from './choices.ts';
import type { LayoutActions } from './layout.ts';
import type { ManifestActions } from './manifest.ts';
import type { PlaybackActions } from './playback.ts';
import type { RequestActions } from './request.ts';
import type { TimeActions } from './time.ts';

export type Actions = ManifestActions &
  RequestActions &
  TimeActions &
  PlaybackActions &
  LayoutActions;
export type AppState = Choices & Actions;

/** A file of actions: told the store's `set` and `get`, it gives functions that change choices. */
export type Slice<Part> = StateCreator<
  AppState,
  [['zustand/subscribeWithSelector', never]],
  [],
  Part
>;
