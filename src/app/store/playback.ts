import type { Selection, Speed, View } from './choices.ts';
import { selectFilm } from './derived.ts';
import { momentAt, standAt, stopAfter, stopBefore, stopOf, timeOf } from '../playback/stops.ts';
import type { Slice } from './state.ts';

export interface PlaybackActions {
  /** Starts from the beginning when the playhead stands at the end. */
  readonly play: () => void;
  readonly pause: () => void;
  readonly toggle: () => void;
  readonly setSpeed: (speed: Speed) => void;
  /** Puts the playhead anywhere on the film, and stops playing. */
  readonly seek: (playheadMs: number) => void;
  /** Puts the playhead where this stop is done. */
  readonly seekStop: (index: number) => void;
  readonly stepForward: () => void;
  readonly stepBack: () => void;
  /** Puts the playhead where this hop of this leg is done. */
  readonly seekHop: (leg: number, hop: number) => void;
  /** Draws the stage another way; the playhead stays at its hop. */
  readonly setView: (change: Partial<View>) => void;
  /** Moves the playhead on while playing; at the end playing stops. */
  readonly advance: (elapsedMs: number) => void;
}

export const createPlaybackSlice: Slice<PlaybackActions> = (set, get) => {
  const duration = () => selectFilm(get())?.durationMs ?? 0;
  /** What stays selected when the playhead moves. */
  const selection = (): Selection => {
    const { selection: chosen, inspected } = get();
    return inspected.follows && chosen.kind === 'box' ? chosen : { kind: 'hop' };
  };
  const seek = (playheadMs: number) =>
    set({
      playheadMs: Math.min(Math.max(playheadMs, 0), duration()),
      playing: false,
      selection: selection(),
    });
  const seekStop = (index: number) => {
    const film = selectFilm(get());
    seek(film ? standAt(film, index) : 0);
  };
  return {
    play: () => {
      const { playheadMs } = get();
      const end = duration();
      if (end === 0) return;
      set({
        playing: true,
        selection: selection(),
        ...(playheadMs >= end && { playheadMs: 0 }),
      });
    },
    pause: () => set({ playing: false }),
    toggle: () => (get().playing ? get().pause() : get().play()),
    setSpeed: (speed) => set({ speed }),
    seek,
    seekStop,
    seekHop: (leg, hop) => {
      const film = selectFilm(get());
      if (film) seekStop(stopOf(film, leg, hop));
    },
    setView: (change) => {
      const { view: old } = get();
      const view = { ...old, ...change };
      if (view.labels === old.labels && view.aspect === old.aspect) return;
      const before = selectFilm(get());
      const at = before && momentAt(before, get().playheadMs);
      set({ view });
      const after = selectFilm(get());
      if (after && at) set({ playheadMs: timeOf(after, at) });
    },
    stepForward: () => {
      const film = selectFilm(get());
      if (film) seekStop(stopAfter(film, get().playheadMs));
    },
    stepBack: () => {
      const film = selectFilm(get());
      if (film) seekStop(stopBefore(film, get().playheadMs));
    },
    advance: (elapsedMs) => {
      const { playing, playheadMs, speed } = get();
      if (!playing) return;
      const end = duration();
      const next = Math.min(playheadMs + elapsedMs * speed, end);
      set({ playheadMs: next, playing: next < end });
    },
  };
};
