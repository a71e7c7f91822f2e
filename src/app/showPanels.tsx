import { createRoot } from 'react-dom/client';
import { App, type Props } from './App.tsx';

/** Puts the panels where the empty ones are, around the stage that is drawn already. `onFailure` hears of what no panel could keep to itself. */
export function showPanels(
  root: HTMLElement,
  props: Props,
  onFailure: (error: unknown) => void,
): void {
  createRoot(root, { onUncaughtError: onFailure }).render(<App {...props} />);
}
