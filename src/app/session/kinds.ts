import { installCustomKinds, namesOtherKinds } from '../../sim/api/index.ts';
import { loadTroubles } from '../../sim/process/index.ts';
import { loadEdge } from '../../sim/world.ts';
import type { AppStore } from '../store/store.ts';

/** Before a text is read for the first time: the kinds it needs besides Kubernetes' own. Most need none. */
export async function learnKindsOf(text: string): Promise<void> {
  if (namesOtherKinds(text)) await learnKinds();
}

/** The kinds that other texts may need, and what acts on them. What was applied in the meantime is read anew if it missed some. */
export async function learnAllKinds(store: AppStore): Promise<void> {
  await learnEdge();
  await learnKinds();
  // Nobody chose anything, but other things may follow from the choices now.
  store.setState({});
}

/** Without it Ingresses and Gateways are objects like any other. */
async function learnEdge(): Promise<void> {
  try {
    await loadEdge();
  } catch (error) {
    console.error(error);
  }
}

/** Without them the texts that name them say so. */
async function learnKinds(): Promise<void> {
  try {
    // Texts are read anew when there are more kinds: what reads them has to be here by then.
    await loadTroubles();
    await installCustomKinds();
  } catch (error) {
    console.error(error);
  }
}
