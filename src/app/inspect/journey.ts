import type { Netns, Route } from '../../sim/dataplane/types.ts';
import { freshState, type KernelState } from '../../sim/dataplane/index.ts';
import type { Hop, Leg } from '../../sim/trace/types.ts';
import { remember } from '../store/remember.ts';
import { selectSendings, selectSentWorld, selectStop, type Sending } from '../store/derived.ts';
import type { Choices } from '../store/choices.ts';

/** What requests have done so far. */
export interface Journey {
  /** All hops up to the one at the playhead, which is the last; those of earlier requests, which kernels remember, come first. */
  readonly hops: readonly Hop[];
  /** What the kernels remembered before the request at the playhead. */
  readonly before: KernelState;
  /** The hops of that request. */
  readonly ofRequest: readonly Hop[];
  /** Those of the packet at the playhead. */
  readonly ofPacket: readonly Hop[];
}

const nowhere: Journey = { hops: [], before: freshState, ofRequest: [], ofPacket: [] };
const journeyOf = remember((sendings: readonly Sending[], leg: number, hop: number): Journey => {
  const { before = freshState, trace } = sendings.at(-1) ?? {};
  const legs = trace?.legs ?? [];
  const ofPacket = legs[leg]?.hops.slice(0, hop + 1) ?? [];
  const ofRequest = [...hopsOf(legs.slice(0, leg)), ...ofPacket];
  const earlier = sendings.slice(0, -1).flatMap((sending) => hopsOf(sending.trace.legs));
  return { hops: [...earlier, ...ofRequest], before, ofRequest, ofPacket };
});

function hopsOf(legs: readonly Leg[]): readonly Hop[] {
  return legs.flatMap(({ hops }) => hops);
}

/** The journey up to the playhead, through this very namespace: nothing when it has changed since the request was sent. */
export function selectJourney(choices: Choices, netns: Netns): Journey {
  const stop = selectStop(choices);
  const isSame = selectSentWorld(choices)?.cluster.namespaces.get(netns.id) === netns;
  return stop && isSame ? journeyOf(selectSendings(choices), stop.leg, stop.hop) : nowhere;
}

/** The hop at the playhead, while it is in this namespace. */
export function hopIn({ ofPacket }: Journey, { id }: Netns): Hop | undefined {
  const hop = ofPacket.at(-1);
  return hop?.place.netns === id ? hop : undefined;
}

/** The route the packet at the playhead follows inside the namespace it is in. */
export function routeIn({ ofPacket }: Journey, { id }: Netns): Route | undefined {
  for (const hop of ofPacket.toReversed()) {
    if (hop.place.netns !== id) return undefined;
    if (hop.step === 'route') return hop.route;
  }
  return undefined;
}
