import { freshState, type KernelState } from '../../src/sim/dataplane/index.ts';
import { later, unfold } from '../../src/sim/timeline/index.ts';
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
  const isFlow = probe.sourcePort !== undefined;
  let state: KernelState = freshState;
  let attempt = 0;
  const seen = [start, ...moments].flatMap((situation, index) => {
    const cluster = stage.at(situation);
    // A connection has a port of its own, so that it meets no entry of another; a flow goes on with what kernels know of it.
    if (isFlow) state = later(state, moments, index - 2, index - 1, stage.spec.faults);
    return Array.from({ length: isFlow ? 1 : callsPerMoment }, () => {
      const sent = requestAfter(cluster, probe, state, attempt++);
      if (isFlow) ({ state } = sent);
      return seenIn(sent.trace);
    });
  });
  const last = seen.at(-1);
  if (isFlow && last) return last;
  const failed = seen.filter(({ outcome }) => outcome !== 'ok');
  return {
    outcome: failed[0] ? 'partly' : 'ok',
    details: [...new Set(failed.map(({ outcome }) => `some ${outcome}`))],
    evidence: `${failed.length} of ${seen.length} calls failed: ${failed[0]?.evidence ?? ''}`,
  };
}
