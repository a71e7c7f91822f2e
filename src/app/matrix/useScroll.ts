import { useEffect, useState, type RefObject } from 'react';
import type { Window } from './grid.ts';

/** What of an element that scrolls is in view; told at most once for each frame. */
export function useScroll(element: RefObject<HTMLElement | null>): Window {
  const [window, setWindow] = useState<Window>({
    scrollLeft: 0,
    scrollTop: 0,
    clientWidth: 0,
    clientHeight: 0,
  });
  useEffect(() => {
    const { current } = element;
    if (!current) return;
    let frame = 0;
    const read = () => {
      const { scrollLeft, scrollTop, clientWidth, clientHeight } = current;
      setWindow({ scrollLeft, scrollTop, clientWidth, clientHeight });
    };
    const soon = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(read);
    };
    // It tells at once how large the element is.
    const observer = new ResizeObserver(soon);
    observer.observe(current);
    current.addEventListener('scroll', soon);
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
      current.removeEventListener('scroll', soon);
    };
  }, [element]);
  return window;
}
