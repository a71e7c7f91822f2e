import { useEffect, useRef } from 'react';
import type { CanvasView } from '../../view/canvas/index.ts';
import { useAppStore, useChrome } from '../context/app.ts';
import { Icon } from '../parts/Icon.tsx';
import { mountStage } from '../stage/mountStage.ts';

const zoomStep = 1.4;

/** The cluster as a picture, and the packet on its way through it. */
export function StagePanel() {
  const store = useAppStore();
  const { stage: words } = useChrome();
  const element = useRef<HTMLCanvasElement>(null);
  const canvas = useRef<CanvasView>(null);
  useEffect(() => {
    if (!element.current) return;
    const [view, stop] = mountStage(element.current, store);
    canvas.current = view;
    return () => {
      canvas.current = null;
      stop();
    };
  }, [store]);
  return (
    <section className="stage" aria-label={words.label}>
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role */}
      <canvas ref={element} role="img" aria-label={words.description} />
      <div className="stage-tools">
        <button
          type="button"
          className="zoom"
          onClick={() => canvas.current?.zoomBy(1 / zoomStep)}
          aria-label={words.farther}
          title={words.farther}
        >
          −
        </button>
        <button
          type="button"
          className="zoom"
          onClick={() => canvas.current?.zoomBy(zoomStep)}
          aria-label={words.closer}
          title={words.closer}
        >
          +
        </button>
        <button
          type="button"
          className="icon-button"
          onClick={() => canvas.current?.fit()}
          aria-label={words.fit}
          title={words.fit}
        >
          <Icon name="fit" />
        </button>
      </div>
    </section>
  );
}
