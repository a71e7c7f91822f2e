import type { Sentences } from '../en/sentences.ts';
import { bpf } from './steps/bpf.ts';
import { ipvs } from './steps/ipvs.ts';
import { cache, forward } from './steps/nameserver.ts';
import { netfilter } from './steps/netfilter.ts';
import { proxy } from './steps/proxy.ts';
import { deliver, resolve, send } from './steps/socket.ts';
import { stop } from './steps/stop.ts';
import { bridge, cross, decapsulate, encapsulate, route, transmit } from './steps/travel.ts';

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
