import type { Motion, Purpose } from '../../sim/trace/types.ts';

/** How long a hop takes to get there and to happen, in milliseconds at normal speed. */
export interface HopTime {
  readonly travelMs: number;
  readonly changeMs: number;
}

const travelMinMs = 200;
const travelMaxMs = 600;
const msPerUnit = 1.3;
const standingMs = 120;

/** What happens at the end of the way, by how the hop moves. */
const changeMs: Readonly<Record<Motion, number>> = {
  travel: 0,
  match: 60,
  rewrite: 480,
  wrap: 420,
  unwrap: 420,
  ask: 400,
  stop: 500,
  arrive: 260,
};

/** The first packet of a conversation is shown at leisure; those that only follow its way are not. */
const paces: Readonly<Record<Purpose, number>> = {
  'dns-query': 0.7,
  'dns-answer': 0.5,
  connect: 1,
  accept: 0.75,
  request: 0.45,
  response: 0.45,
  'active-close': 0.3,
  'passive-close': 0.25,
  'last-ack': 0.25,
  datagram: 1,
  reset: 0.85,
  'icmp-error': 0.85,
};

/** Time between two legs. */
export const pauseMs = 350;

export function hopTime(motion: Motion, length: number, purpose: Purpose): HopTime {
  const travel =
    length === 0 ? standingMs : Math.min(travelMaxMs, Math.max(travelMinMs, length * msPerUnit));
  const pace = paces[purpose];
  return { travelMs: Math.round(travel * pace), changeMs: Math.round(changeMs[motion] * pace) };
}
