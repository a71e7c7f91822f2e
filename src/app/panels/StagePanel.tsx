import { useLayoutEffect, useRef } from 'react';
import { useChrome } from '../context/app.ts';
import { useStage } from '../context/stage.ts';
import { Icon } from '../parts/Icon.tsx';

const zoomStep = 1.4;

/** The cluster as a picture, and the packet on its way through it. */
export function StagePanel() {
  const stage = useStage();
  const { stage: words } = useChrome();
  const place = useRef<HTMLElement>(null);
  // Before the browser paints: the picture was there already, and must not blink.
  useLayoutEffect(() => {
    place.current?.prepend(stage.element);
    stage.view();
  }, [stage]);
  useLayoutEffect(() => {
    stage.element.setAttribute('aria-label', words.description);
  }, [stage, words]);
  return (
    <section ref={place} className="stage" aria-label={words.label}>
      <div className="stage-tools">
        <button
          type="button"
          className="zoom"
          onClick={() => stage.view().zoomBy(1 / zoomStep)}
          aria-label={words.farther}
          title={words.farther}
        >
          −
        </button>
        <button
          type="button"
          className="zoom"
          onClick={() => stage.view().zoomBy(zoomStep)}
          aria-label={words.closer}
          title={words.closer}
        >
          +
        </button>
        <button
          type="button"
          className="icon-button"
          onClick={() => stage.view().fit()}
          aria-label={words.fit}
          title={words.fit}
        >
          <Icon name="fit" />
        </button>
      </div>
    </section>
  );
}
