import type { SharedChoices, SharedMoment } from '../../share/choices.ts';
import type { LinkContent } from '../../share/link.ts';
import type { AppState } from '../store/state.ts';
import { defaultSpec } from '../../sim/spec.ts';
import { selectIsStale, selectStop } from '../store/derived.ts';
import type { AppStore } from '../store/store.ts';

/** What writes and reads links. The page starts without it, so it is downloaded when it is first needed. */
export const loadShare = () => import('../../share/index.ts');

/** What a hash holds. */
export async function contentOf(hash: string): Promise<LinkContent> {
  if (hash.length <= 1) return { link: 'none' };
  const { readLink } = await loadShare();
  return readLink(hash);
}

/** The hash of a link to what is on screen; `undefined` when the text is too long for one. */
export async function linkTo(state: AppState): Promise<string | undefined> {
  const { writeLink } = await loadShare();
  const { text, applied, spec, locale } = state;
  const { nodes, cni, proxyMode, ipvsScheduler, loadBalancer, seed } = spec;
  const { ingressController, gatewayController } = spec;
  const over = applied.over === applied.text ? undefined : applied.over;
  return writeLink({
    text,
    ...(over !== undefined && { over }),
    nodes,
    cni,
    proxyMode,
    ...(ipvsScheduler && { ipvsScheduler }),
    ...(loadBalancer !== 'none' && { loadBalancer }),
    ...(ingressController !== defaultSpec.ingressController && { ingressController }),
    ...(gatewayController !== defaultSpec.gatewayController && { gatewayController }),
    seed,
    ...requestOf(state),
    locale,
  });
}

/** A request sent through a cluster that has changed since cannot be replayed from what is in a link. */
function requestOf(state: AppState): Pick<SharedChoices, 'from' | 'to' | 'sent'> {
  const { from, to, sent, text, applied } = state;
  const isAtRest = sent?.acts.length === 0;
  if (!isAtRest || selectIsStale(state) || text !== applied.text) return { from, to };
  const { from: sender, to: target, ...how } = sent.request;
  const { leg, hop } = selectStop(state) ?? { leg: 0, hop: 0 };
  const before = sent.before.map(({ request }) => request);
  const moment: SharedMoment = {
    ...how,
    leg,
    hop,
    ...(before.length > 0 && { before }),
  };
  return { from: sender, to: target, sent: moment };
}

/** Puts `hash` into the address bar, where it stays while it says what is on screen. */
export function showLink(store: AppStore, hash: string): void {
  history.replaceState(null, '', hash);
  forgetWhenOutdated(store);
}

/** Takes the hash out of the address bar with the first change that it does not know of: a reload must not undo that change. */
export function forgetWhenOutdated(store: AppStore): void {
  const unsubscribe = store.subscribe((now, before) => {
    const isOutdated =
      now.text !== before.text ||
      now.applied !== before.applied ||
      now.spec !== before.spec ||
      now.from !== before.from ||
      now.to !== before.to ||
      now.sent !== before.sent;
    if (!isOutdated) return;
    unsubscribe();
    history.replaceState(null, '', `${location.pathname}${location.search}`);
  });
}
