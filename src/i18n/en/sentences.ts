import type { Hop, StepName } from '../../sim/trace/types.ts';
import type { Phrase } from '../phrase.ts';
import { bpf } from './steps/bpf.ts';
import { ipvs } from './steps/ipvs.ts';
import { cache, forward } from './steps/nameserver.ts';
import { netfilter } from './steps/netfilter.ts';
import { proxy } from './steps/proxy.ts';
import { deliver, resolve, send } from './steps/socket.ts';
import { stop } from './steps/stop.ts';
import { bridge, cross, decapsulate, encapsulate, route, transmit } from './steps/travel.ts';

/**
 * What just happened at a hop and why, in one sentence. `place` is what a person calls the namespace: `node-1`, `web`. A new step does not
 * compile until both languages speak of it.
 */
export type Sentences = {
  readonly [Name in StepName]: (hop: Hop<Name>, place: string) => Phrase;
};

const sentences: Sentences = {
  bpf,
  bridge,
  cache,
  cross,
  decapsulate,
  deliver,
  encapsulate,
  forward,
  ipvs,
  netfilter,
  proxy,
  resolve,
  route,
  send,
  stop,
  transmit,
};
export default sentences;
