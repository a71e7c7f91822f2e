import { useApp, useAppStore, useChrome } from '../context/app.ts';
import type { Panel } from '../store/choices.ts';

const panels: readonly Panel[] = ['manifest', 'stage', 'details'];

/** On a phone: which part of the page is in view. */
export function PanelTabs() {
  const { tabs } = useChrome();
  const shown = useApp((state) => state.panel);
  const { showPanel } = useAppStore().getState();
  return (
    <nav className="tabs" aria-label={tabs.label}>
      {panels.map((panel) => (
        <button
          key={panel}
          type="button"
          aria-current={panel === shown ? 'page' : undefined}
          onClick={() => showPanel(panel)}
        >
          {tabs.names[panel]}
        </button>
      ))}
    </nav>
  );
}
