import type { Netns, Route } from '../../sim/dataplane/types.ts';
import type { Hop } from '../../sim/trace/types.ts';
import { remember } from '../store/remember.ts';
import { selectSentWorld, selectStop, selectTrace } from '../store/derived.ts';
import type { Choices } from '../store/choices.ts';

/** What a request has done so far. */
export interface Journey {
  /** All hops up to the one at the playhead, which is the last. */
  readonly hops: readonly Hop[];
  /** Those of the packet at the playhead. */
  readonly ofPacket: readonly Hop[];
}

const nowhere: Journey = { hops: [], ofPacket: [] };
const journeyOf = remember(
  (legs: readonly { readonly hops: readonly Hop[] }[], leg: number, hop: number): Journey => {
    const ofPacket = legs[leg]?.hops.slice(0, hop + 1) ?? [];
    return { hops: [...legs.slice(0, leg).flatMap(({ hops }) => hops), ...ofPacket], ofPacket };
  },
);

/** The journey up to the playhead, through this very namespace: nothing when it has changed since the request was sent. */
export function selectJourney(choices: Choices, netns: Netns): Journey {
  const stop = selectStop(choices);
  const trace = selectTrace(choices);
  const isSame = selectSentWorld(choices)?.cluster.namespaces.get(netns.id) === netns;
  return stop && trace && isSame ? journeyOf(trace.legs, stop.leg, stop.hop) : nowhere;
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
