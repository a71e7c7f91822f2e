import { useCallback } from 'react';
import type { Span } from '../../sim/manifest/types.ts';
import { media } from '../media.ts';
import { useAppStore } from './app.ts';

/** Shows a stretch of the manifests; on a phone this means to go to their panel. */
export function useReveal(): (span: Span) => void {
  const store = useAppStore();
  return useCallback(
    (span) => {
      const { reveal, showPanel } = store.getState();
      if (window.matchMedia(media.phone).matches) showPanel('manifest');
      reveal(span);
    },
    [store],
  );
}
