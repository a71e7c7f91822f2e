import type { StopReason } from '../../../sim/trace/types.ts';

/** A word or two for a stop of the timeline. */
export const stopNames: Readonly<Record<StopReason, string>> = {
  'no-endpoints': 'no endpoints',
  'no-local-endpoints': 'no local endpoint',
  'nothing-listens': 'nothing listens',
  'stray-answer': 'stray answer',
  'unknown-connection': 'unknown connection',
  'no-route': 'no route',
  'dead-route': 'dead route',
  'no-neighbor': 'no neighbour',
  'too-big': 'MTU',
  'hop-limit': 'TTL 0',
  'policy-denied': 'policy',
  'dropped-by-rule': 'dropped',
  'dropped-by-program': 'dropped',
  'rejected-by-rule': 'rejected',
  'invalid-state': 'INVALID',
  'no-answer': 'no answer',
};
