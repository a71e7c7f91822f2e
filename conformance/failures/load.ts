import { freshState, type KernelState } from '../../src/sim/dataplane/index.ts';
import { unfold } from '../../src/sim/timeline/index.ts';
import type { Situation } from '../../src/sim/timeline/types.ts';
import { actsDuring, situationBefore } from './deeds.ts';
import type { Stage } from './cluster.ts';
import { seenIn, type Seen } from './outcome.ts';
import { requestAfter } from './request.ts';
import type { Probe } from './types.ts';

/** When the deeds begin, so that something was asked before. */
const actAtMs = 1000;
/** Calls in one state of the cluster: as many as a client makes before the next change. */
const callsPerMoment = 8;

/**
 * Asks again and again while something is done to the cluster: a few times in every state it passes through, up to the end of the probe. A flow of
 * datagrams from one source port is one conversation: how it goes on at the end is what counts.
 */
export function load(stage: Stage, probe: Probe): Seen {
  const start = situationBefore(stage);
  const endMs = 1000 * (probe.durationSeconds ?? 60);
  const moments = unfold(start, actsDuring(stage, actAtMs), stage.spec).filter(
    ({ atMs }) => atMs <= endMs,
  );
  const situations: readonly Situation[] = [start, ...moments];
  let state: KernelState = freshState;
  let attempt = 0;
  const seen = situations.flatMap((situation) => {
    const cluster = stage.at(situation);
    return Array.from({ length: callsPerMoment }, () => {
      const sent = requestAfter(cluster, probe, state, attempt++);
      ({ state } = sent);
      return seenIn(sent.trace);
    });
  });
  const last = seen.at(-1);
  if (probe.sourcePort !== undefined && last) return last;
  const failed = seen.filter(({ outcome }) => outcome !== 'ok');
  return {
    outcome: failed[0] ? 'partly' : 'ok',
    details: [...new Set(failed.map(({ outcome }) => `some ${outcome}`))],
    evidence: `${failed.length} of ${seen.length} calls failed: ${failed[0]?.evidence ?? ''}`,
  };
}
