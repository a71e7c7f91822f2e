import { readLink } from '../../share/index.ts';
import type { AppStore } from '../store/store.ts';
import { forgetWhenOutdated } from './link.ts';
import { scenarioOfLink } from './session.ts';

/** A link that is pasted into the address bar of the open page opens as well. */
export function followHash(store: AppStore): void {
  window.addEventListener('hashchange', () => {
    const link = readLink(location.hash);
    if (link.link === 'none') return;
    const { open, replay, tell } = store.getState();
    if (link.link === 'damaged') return tell('damaged-link');
    const { sent } = link.choices;
    open(scenarioOfLink(link.choices));
    if (sent) replay(sent);
    forgetWhenOutdated(store);
  });
}
