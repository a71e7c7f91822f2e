import type { Answer, Question } from './message.ts';

/** The resolver that CoreDNS forwards to (`forward . /etc/resolv.conf`). */
export type Upstream = (question: Question) => Answer;

/**
 * A stand-in for it: the simulation has no internet, so no name outside the cluster exists. It answers inside CoreDNS; no
 * packet travels for it.
 */
export const noInternet: Upstream = () => ({
  rcode: 'NXDOMAIN',
  authoritative: false,
  records: [],
});
