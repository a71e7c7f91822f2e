import { installCustomKinds, namesOtherKinds } from '../../sim/api/index.ts';
import { loadCorefileReader, mayHoldCorefile } from '../../sim/dns/index.ts';
import { loadTroubles } from '../../sim/process/index.ts';
import { loadEdge } from '../../sim/world.ts';
import type { AppStore } from '../store/store.ts';

/** Before a text is read for the first time: what it needs besides Kubernetes' own kinds. Most need nothing. */
export async function learnKindsOf(text: string): Promise<void> {
  await Promise.all([
    namesOtherKinds(text) && orSayWhy(installKinds),
    mayHoldCorefile(text) && orSayWhy(loadCorefileReader),
  ]);
}

/** What other texts may need, and what acts on their kinds. What was applied in the meantime is read anew if it missed some. */
export async function learnAllKinds(store: AppStore): Promise<void> {
  await Promise.all([orSayWhy(loadEdge), orSayWhy(loadCorefileReader)]);
  await orSayWhy(installKinds);
  // Nobody chose anything, but other things may follow from the choices now.
  store.setState({});
}

/** Texts are read anew when there are more kinds: what reads them has to be here by then. */
async function installKinds(): Promise<void> {
  await loadTroubles();
  await installCustomKinds();
}

/**
 * Without the kinds the texts that name them say so; without what acts on them Ingresses and Gateways are objects like any other; without
 * the reader CoreDNS is as kubeadm sets it up.
 */
async function orSayWhy(load: () => Promise<void>): Promise<void> {
  try {
    await load();
  } catch (error) {
    console.error(error);
  }
}
