import { mountCanvas, type CanvasView, type Picture } from '../../view/canvas/index.ts';
import type { Film } from '../../view/scene/index.ts';
import { media } from '../media.ts';
import {
  selectBox,
  selectFilm,
  selectIsStale,
  selectLitBoxes,
  selectStage,
} from '../store/derived.ts';
import { standAt, stopAt } from '../playback/stops.ts';
import type { AppState } from '../store/state.ts';
import type { AppStore } from '../store/store.ts';
import { coloursFor } from '../theme.ts';

/** Draws the stage into `element`, for as long as the page is open, and tells the store what the reader picks there. */
export function mountStage(element: HTMLCanvasElement, store: AppStore): CanvasView {
  // Where no picture can be made nothing is left behind.
  pictureOf(store.getState());
  const view = mountCanvas(element, {
    onPickBox: (id) => pickBox(store, id),
    onPickStop: (index) => store.getState().seekStop(index),
    onResize: ({ aspect }) => store.getState().setView({ aspect }),
  });
  let shown: Picture | undefined;
  const follow = () => {
    const state = store.getState();
    const picture = pictureOf(state);
    if (!shown || !isSame(picture, shown)) view.show(picture);
    if (picture.selectedBoxId !== undefined && picture.selectedBoxId !== shown?.selectedBoxId) {
      view.reveal(picture.selectedBoxId);
    }
    shown = picture;
    view.seek(picture.reducedMotion ? restAt(picture.film, state.playheadMs) : state.playheadMs);
  };
  follow();
  store.subscribe(follow);
  for (const query of [media.dark, media.stillness]) {
    window.matchMedia(query).addEventListener('change', follow);
  }
  return view;
}

/** A packet on its way through a cluster that is no longer the one shown would be a lie. */
function pictureOf(state: AppState): Picture {
  return {
    stage: selectStage(state),
    film: selectIsStale(state) ? undefined : selectFilm(state),
    theme: coloursFor(state.theme, window.matchMedia(media.dark).matches),
    reducedMotion: window.matchMedia(media.stillness).matches,
    textScale: textScale(),
    selectedBoxId: selectBox(state)?.id,
    litBoxIds: selectLitBoxes(state),
  };
}

/** Without motion the packet is at one stop after the other, and never on the way. */
function restAt(film: Film | undefined, playheadMs: number): number {
  return film ? standAt(film, stopAt(film, playheadMs)) : playheadMs;
}

/** How much larger than usual the reader has set the letters of the browser. */
function textScale(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
}

function isSame(one: Picture, other: Picture): boolean {
  const names = Object.keys(one) as (keyof Picture)[];
  return names.every((name) => one[name] === other[name]);
}

/** Where the details are not beside the stage, choosing a box brings them up. */
function pickBox(store: AppStore, id: string | undefined): void {
  const { select, showPanel } = store.getState();
  select(id === undefined ? { kind: 'hop' } : { kind: 'box', id });
  if (id !== undefined && window.matchMedia(media.narrow).matches) showPanel('details');
}
