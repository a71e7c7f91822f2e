import { useApp, useAppStore, useChrome } from '../context/app.ts';
import type { List, Panel } from '../store/choices.ts';

/** What a tab shows: a panel, and for the details the list in them. */
interface Tab {
  readonly name: 'manifest' | 'stage' | List;
  readonly panel: Panel;
  readonly list?: List;
}

const tabs: readonly Tab[] = [
  { name: 'manifest', panel: 'manifest' },
  { name: 'stage', panel: 'stage' },
  { name: 'hops', panel: 'details', list: 'hops' },
  { name: 'objects', panel: 'details', list: 'objects' },
  { name: 'matrix', panel: 'details', list: 'matrix' },
];

/** On a phone: which part of the page is in view. */
export function PanelTabs() {
  const { tabs: words } = useChrome();
  const panel = useApp((state) => state.panel);
  const list = useApp((state) => state.list);
  const { select, showPanel, showList } = useAppStore().getState();
  const isShown = (tab: Tab) => tab.panel === panel && (tab.list ?? list) === list;
  return (
    <nav className="tabs" aria-label={words.label}>
      {tabs.map((tab) => (
        <button
          key={tab.name}
          type="button"
          aria-current={isShown(tab) ? 'page' : undefined}
          onClick={() => {
            // The list again, not what was chosen in it.
            if (tab.list === 'objects') select({ kind: 'hop' });
            if (tab.list) showList(tab.list);
            showPanel(tab.panel);
          }}
        >
          {words.names[tab.name]}
        </button>
      ))}
    </nav>
  );
}
