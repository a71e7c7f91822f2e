import type { KernelState } from '../dataplane/index.ts';
import { withoutStale } from '../dataplane/proxy/conntrack/index.ts';
import type { Faults } from '../spec.ts';
import type { Moment } from './types.ts';

/**
 * What kernels remember at the moment `to` of a story, of what they remembered at `from`; −1 is before the first. Between two
 * requests lies a second or more: by their clocks entries grow old. Whenever a kube-proxy wrote its rules meanwhile, it has deleted what
 * they made stale, unless that is what is broken. Who goes back to an earlier moment finds no younger kernels.
 */
export function later(
  state: KernelState,
  story: readonly Moment[],
  from: number,
  to: number,
  { noConntrackCleanup }: Faults = {},
): KernelState {
  const conntrack = new Map(state.conntrack);
  for (const { actor, proxied } of story.slice(from + 1, to + 1)) {
    if (actor.by !== 'kube-proxy' || noConntrackCleanup) continue;
    const id = `node:${actor.node}` as const;
    const [table, seen] = [conntrack.get(id), proxied.get(actor.node)];
    if (!table || !seen) continue;
    const [services, slices] = [seen.list('Service'), seen.list('EndpointSlice')];
    conntrack.set(id, table.with(withoutStale(table.entries(), services, slices)));
  }
  const nowSeconds = Math.floor((story[to]?.atMs ?? 0) / 1000);
  return { ...state, conntrack, nowSeconds: Math.max(nowSeconds, state.nowSeconds + 1) };
}
