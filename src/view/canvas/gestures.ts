import { select } from 'd3-selection';
import { zoom, zoomIdentity, type D3ZoomEvent } from 'd3-zoom';
import type { Stage } from '../scene/index.ts';
import type { Transform } from './view.ts';

/** What hands and wheel do to the camera: drag, pinch, scroll. A part of its own, so that the first picture need not wait for it. */
export interface Gestures {
  /** Keeps at least a part of the stage in view, however far the reader drags. */
  limit(stage: Pick<Stage, 'width' | 'height'>, width: number, height: number): void;
  /** The camera was moved by other means: the next gesture starts from there. */
  follow(transform: Transform): void;
}

/** Listens on the element and tells where each gesture takes the camera. */
export function attachGestures(
  element: HTMLCanvasElement,
  zooms: readonly [min: number, max: number],
  onMove: (transform: Transform) => void,
): Gestures {
  const behaviour = zoom<HTMLCanvasElement, unknown>()
    .scaleExtent([zooms[0], zooms[1]])
    .on('zoom', ({ transform }: D3ZoomEvent<HTMLCanvasElement, unknown>) => {
      const { k, x, y } = transform;
      onMove({ k, x, y });
    });
  select(element).call(behaviour).on('dblclick.zoom', null);
  return {
    limit: (stage, width, height) => {
      behaviour
        .extent([
          [0, 0],
          [width, height],
        ])
        .translateExtent([
          [-stage.width, -stage.height],
          [2 * stage.width, 2 * stage.height],
        ]);
    },
    // d3-zoom keeps its own copy of the transform on the element.
    follow: ({ k, x, y }) =>
      void Object.assign(element, { __zoom: zoomIdentity.translate(x, y).scale(k) }),
  };
}
