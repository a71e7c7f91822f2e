import type { CanvasView } from '../../view/canvas/index.ts';
import type { AppStore } from '../store/store.ts';
import { mountStage } from './mountStage.ts';

/** The canvas that the page came with. It is drawn before the panels are here, and stays when they come. */
export interface StageCanvas {
  readonly element: HTMLCanvasElement;
  /** What draws into it. Throws where the stage cannot be drawn; then the next call tries again. */
  readonly view: () => CanvasView;
}

export function stageCanvas(element: HTMLCanvasElement, store: AppStore): StageCanvas {
  let view: CanvasView | undefined;
  return { element, view: () => (view ??= mountStage(element, store)) };
}
