import { prepare } from '../../sim/world.ts';
import type { AppStore } from '../store/store.ts';
import { contentOf, forgetWhenOutdated } from './link.ts';
import { scenarioOfLink } from './session.ts';

/** A link that is pasted into the address bar of the open page opens as well. */
export function followHash(store: AppStore): void {
  const follow = async () => {
    const link = await contentOf(location.hash);
    if (link.link === 'none') return;
    const { open, replay, tell } = store.getState();
    if (link.link === 'damaged') return tell('damaged-link');
    const { sent } = link.choices;
    const scenario = scenarioOfLink(link.choices);
    const spec = await prepare(scenario.spec, scenario.text);
    open({ ...scenario, spec });
    if (spec !== scenario.spec) tell('other-cluster');
    if (sent) replay(sent);
    forgetWhenOutdated(store);
  };
  window.addEventListener('hashchange', () => {
    follow().catch((error: unknown) => console.warn(error));
  });
}
