import { useEffect, useRef } from 'react';
import { fitted, paint, toScene, type View } from '../../view/canvas/index.ts';
import { useAppStore, useChrome } from '../context/app.ts';
import { media } from '../context/useMedia.ts';
import { selectBox, selectFilm, selectIsStale, selectLitBoxes, selectStage } from '../store/derived.ts';
import type { AppStore } from '../store/store.ts';
import { coloursFor } from '../theme.ts';

/** The cluster as a picture, and the packet on its way through it. */
export function StagePanel() {
  const store = useAppStore();
  const { stage: words } = useChrome();
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => (canvas.current ? drawStage(canvas.current, store) : undefined), [store]);
  return (
    <div className="stage">
      <canvas ref={canvas} role="img" aria-label={`${words.label}. ${words.description}`} />
    </div>
  );
}

function drawStage(canvas: HTMLCanvasElement, store: AppStore): () => void {
  const context = canvas.getContext('2d');
  if (!context) return () => {};
  let frame = 0;
  const view = (): View => {
    const state = store.getState();
    const { clientWidth: width, clientHeight: height } = canvas;
    const stage = selectStage(state);
    return {
      transform: fitted(stage, width, height),
      width,
      height,
      pixelRatio: devicePixelRatio,
      theme: coloursFor(state.theme, matchMedia(media.dark).matches),
      textScale: 1,
      reducedMotion: matchMedia(media.stillness).matches,
      selectedBoxId: selectBox(state)?.id,
      litBoxIds: selectLitBoxes(state),
    };
  };
  const draw = () => {
    frame = 0;
    const state = store.getState();
    const film = selectIsStale(state) ? undefined : selectFilm(state);
    paint(context, selectStage(state), film, state.playheadMs, view());
  };
  const schedule = () => {
    frame ||= requestAnimationFrame(draw);
  };
  const resize = () => {
    const { clientWidth: width, clientHeight: height } = canvas;
    if (width === 0 || height === 0) return;
    canvas.width = Math.round(width * devicePixelRatio);
    canvas.height = Math.round(height * devicePixelRatio);
    const aspect = Math.round((width / height) * 4) / 4;
    store.getState().setView({ aspect });
    schedule();
  };
  const observer = new ResizeObserver(resize);
  observer.observe(canvas);
  const unsubscribe = store.subscribe(schedule);
  const click = ({ offsetX, offsetY }: MouseEvent) => {
    const state = store.getState();
    const { x, y } = toScene(view().transform, { screenX: offsetX, screenY: offsetY });
    const hit = selectStage(state).boxes.findLast(
      (box) => x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height,
    );
    if (hit) state.select({ kind: 'box', id: hit.id });
  };
  canvas.addEventListener('click', click);
  return () => {
    observer.disconnect();
    unsubscribe();
    cancelAnimationFrame(frame);
    canvas.removeEventListener('click', click);
  };
}
