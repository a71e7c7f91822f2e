import type { Ip } from '../../sim/net/index.ts';
import type { Cluster } from '../../sim/dataplane/types.ts';
import { motionOf } from '../../sim/trace/index.ts';
import type { Hop, Leg, Motion, Trace } from '../../sim/trace/types.ts';
import { addressesOf, capsuleOf } from './capsule.ts';
import { coloursOf } from './colours.ts';
import { lengthOf } from './geometry.ts';
import { labelsOf, type LabelOf } from './labels.ts';
import { spread } from './spread.ts';
import { hopTime, pauseMs } from './timing.ts';
import type { Film, FilmLeg, Stage, Stop } from './types.ts';
import { Ways } from './ways.ts';

/** Motions that change a packet, or its fate. */
const tellingMotions: ReadonlySet<Motion> = new Set(['rewrite', 'wrap', 'unwrap', 'stop']);

/**
 * Sets a trace in motion on a stage: where each hop happens, the way there, how long it takes and how the packet looks. Pure:
 * the frame at any time follows from the stage, the film and the time.
 */
export function layoutTrace(stage: Stage, cluster: Cluster, trace: Trace): Film {
  const ways = new Ways(stage);
  const labelOf = labelsOf(cluster);
  const stops: Stop[] = [];
  const legs: FilmLeg[] = [];
  let startMs = 0;
  trace.legs.forEach((leg, number) => {
    const firstStop = stops.length;
    stops.push(...stopsOf(stage, ways, leg, number, labelOf, startMs));
    const endMs = stops.at(-1)?.endMs ?? startMs;
    legs.push({
      leg: number,
      purpose: leg.purpose,
      startMs,
      endMs,
      firstStop,
      endStop: stops.length,
    });
    startMs = endMs + pauseMs;
  });
  const { at } = trace.outcome;
  const failed =
    at && trace.outcome.result !== 'delivered'
      ? stops.findIndex(({ leg, hop }) => leg === at.leg && hop === at.hop)
      : -1;
  return {
    stops,
    legs,
    durationMs: legs.at(-1)?.endMs ?? 0,
    colours: coloursOf(cluster, addressesIn(trace)),
    ...(failed >= 0 && { failedStop: failed }),
  };
}

function stopsOf(
  stage: Stage,
  ways: Ways,
  leg: Leg,
  number: number,
  labelOf: LabelOf,
  legStartMs: number,
): readonly Stop[] {
  const found = spread(stage, ways.ofLeg(leg, motionOf));
  let startMs = legStartMs;
  return leg.hops.map((hop, index): Stop => {
    const { path, boxId } = found[index] ?? { path: [], boxId: '' };
    const motion = motionOf(hop);
    const { travelMs, changeMs } = hopTime(motion, lengthOf(path), leg.purpose);
    const before = capsuleOf(hop.before, labelOf);
    const stop: Stop = {
      leg: number,
      hop: index,
      motion,
      startMs,
      arriveMs: startMs + travelMs,
      endMs: startMs + travelMs + changeMs,
      path,
      before,
      after: hop.after === hop.before ? before : capsuleOf(hop.after, labelOf),
      boxId,
      telling: tellingMotions.has(motion),
      chains: chainsOf(hop),
    };
    startMs = stop.endMs;
    return stop;
  });
}

function chainsOf(hop: Hop): readonly string[] {
  const passes = 'passes' in hop ? hop.passes : [];
  return [...new Set(passes.map(({ table, chain }) => `${table} ${chain}`))];
}

function addressesIn({ legs }: Trace): readonly Ip[] {
  const hops = legs.flatMap((leg) => leg.hops);
  return [
    ...new Set(
      hops.flatMap(({ before, after }) => [...addressesOf(before), ...addressesOf(after)]),
    ),
  ];
}
